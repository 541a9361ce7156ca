/** What people and programs see. */
@NullMarked
package org.marronnier.web;

import org.jspecify.annotations.NullMarked;
