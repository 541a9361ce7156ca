package org.marronnier.domain.template;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.item.PlanItem;

/** A template as it is kept. */
@Entity
@Table(name = "template")
public class TemplateItem extends PlanItem<Template> {

    @Enumerated(EnumType.STRING)
    private Channel channel;

    private @Nullable String locale;

    private @Nullable String sender;

    private @Nullable String subject;

    private @Nullable String html;

    private @Nullable String text;

    private List<Template.Variant> variants;

    @SuppressWarnings("NullAway.Init") // the persistence provider fills the fields in
    protected TemplateItem() {}

    @SuppressWarnings("NullAway.Init") // take() fills the fields in
    public TemplateItem(long planId, int position, Template value, Instant now) {
        super(planId, value.key(), position, now);
        take(value);
    }

    @Override
    public Template value() {
        return new Template(key(), channel, locale, sender, subject, html, text, variants);
    }

    @Override
    protected final void take(Template value) {
        this.channel = value.channel();
        this.locale = value.locale();
        this.sender = value.sender();
        this.subject = value.subject();
        this.html = value.html();
        this.text = value.text();
        this.variants = value.variants();
    }
}
