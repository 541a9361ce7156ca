/**
 * Campaigns as people see them: the list, one campaign, its checks, its runs and what became of
 * each contact.
 */
@NullMarked
package org.marronnier.web.campaign;

import org.jspecify.annotations.NullMarked;
