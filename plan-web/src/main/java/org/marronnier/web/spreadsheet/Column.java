package org.marronnier.web.spreadsheet;

import java.util.List;

/**
 * What a column of a spreadsheet can say of a campaign, in the order of an export. Its words are
 * the message {@code spreadsheet.column.<name>}.
 */
enum Column {
    KEY("key", "cle", "clef", "cle unique", "key", "id", "identifiant", "code", "reference", "ref"),
    NAME(
            "name",
            "nom",
            "campagne",
            "nom de la campagne",
            "titre",
            "intitule",
            "libelle",
            "operation",
            "action",
            "name",
            "campaign",
            "campaign name",
            "title"),
    DATE(
            "start",
            "date",
            "date d envoi",
            "date envoi",
            "envoi",
            "jour",
            "date de debut",
            "debut",
            "date et heure",
            "date time",
            "day",
            "send date",
            "sent on",
            "start",
            "start date"),
    TIME("start", "heure", "heure d envoi", "heure envoi", "horaire", "time", "hour", "send time"),
    CHANNELS("channels", "canal", "canaux", "media", "support", "channel", "channels"),
    TYPE("type", "type", "type de message", "type message", "message type"),
    SEGMENT(
            "target",
            "cible",
            "segment",
            "audience",
            "population",
            "ciblage",
            "target",
            "targeting"),
    OWNER(
            "owner",
            "service",
            "departement",
            "direction",
            "equipe",
            "responsable",
            "porteur",
            "department",
            "owner",
            "team"),
    PROGRAMME("programme", "programme", "program"),
    PURPOSE("purpose", "finalite", "consentement", "purpose", "consent"),
    INTENT("intent", "intention", "but", "intent"),
    MOMENT("moment", "moment", "type de moment", "kind of moment"),
    EVENT(
            "event",
            "evenement",
            "temps fort",
            "occasion",
            "marronnier",
            "event",
            "key date",
            "highlight"),
    LOT("lot", "lot", "vague", "batch", "wave"),
    TEMPLATE("template", "modele", "gabarit", "maquette", "template"),
    OFFER("offer", "offre", "promotion", "promo", "offer"),
    TAGS("tags", "etiquettes", "etiquette", "mots cles", "tags", "tag", "labels", "keywords"),
    PRIORITY("priority", "priorite", "priority"),
    VALUE("value", "valeur", "gain attendu", "value", "expected gain"),
    KIND("kind", "genre", "nature", "kind"),
    RECURRENCE("recurrence", "recurrence", "rrule", "frequence", "repetition", "frequency"),
    EXPIRY("expiry", "expiration", "validite", "expire apres", "expiry", "expires after"),
    WHEN_CAPPED(
            "whenCapped",
            "plafond atteint",
            "si plafond",
            "si plafonne",
            "when capped",
            "if capped"),
    CONTROL(
            "control",
            "temoin",
            "groupe temoin",
            "part temoin",
            "control",
            "control group",
            "control share"),
    STATUS("status", "statut", "etat", "avancement", "status", "state");

    /** The field of the plan document. */
    private final String field;

    /** Headers that mean it, as {@link Plain} writes them. */
    private final String headers;

    Column(String field, String... headers) {
        this.field = field;
        this.headers = String.join(",", headers);
    }

    String field() {
        return field;
    }

    List<String> headers() {
        return List.of(headers.split(",", -1));
    }

    /** Whether an import reads it: where a campaign stands is changed by approving it. */
    boolean isRead() {
        return this != STATUS;
    }
}
