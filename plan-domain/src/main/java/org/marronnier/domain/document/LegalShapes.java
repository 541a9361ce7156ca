package org.marronnier.domain.document;

import org.marronnier.domain.law.Legal;
import org.marronnier.domain.telling.Phrase;

/** How a document says that the law asks for something. */
final class LegalShapes {

    private static final int LONGEST_SOURCE = 500;

    static final Shape<Legal> LEGAL = legal();

    private LegalShapes() {}

    private static Shape<Legal> legal() {
        var source =
                Field.required(
                        "source", Scalars.text(Phrase.A_SOURCE, LONGEST_SOURCE), Legal::source);
        var since = Field.optional("since", Scalars.DATE, Legal::since);
        var pack = Field.optional("pack", Scalars.KEY, Legal::pack);
        return ObjectShape.of(
                "legal",
                in -> new Legal(in.get(source), in.find(since), in.find(pack)),
                source,
                since,
                pack);
    }
}
