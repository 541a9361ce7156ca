package org.marronnier.store.json;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.hibernate.boot.model.TypeContributions;
import org.hibernate.boot.model.TypeContributor;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.ValueBinder;
import org.hibernate.type.descriptor.ValueExtractor;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.AbstractClassJavaType;
import org.hibernate.type.descriptor.java.ImmutableMutabilityPlan;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.BasicBinder;
import org.hibernate.type.descriptor.jdbc.BasicExtractor;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.hibernate.type.descriptor.jdbc.JdbcTypeIndicators;
import org.jspecify.annotations.NullUnmarked;

/**
 * Tells the persistence provider how {@link Json} meets a jsonb column: as an untyped text, which
 * the server reads as the column's own type. So it needs no setting on the connection.
 */
@NullUnmarked
public final class JsonTypes implements TypeContributor {

    @Override
    public void contribute(TypeContributions types, ServiceRegistry services) {
        types.contributeJavaType(JsonJavaType.INSTANCE);
    }

    private static final class JsonJavaType extends AbstractClassJavaType<Json> {
        static final JsonJavaType INSTANCE = new JsonJavaType();

        JsonJavaType() {
            super(Json.class, ImmutableMutabilityPlan.instance());
        }

        @Override
        public JdbcType getRecommendedJdbcType(JdbcTypeIndicators context) {
            return JsonbJdbcType.INSTANCE;
        }

        @Override
        public String toString(Json value) {
            return value.text();
        }

        @Override
        public Json fromString(CharSequence text) {
            return new Json(text.toString());
        }

        @Override
        public <X> X unwrap(Json value, Class<X> type, WrapperOptions options) {
            return value == null ? null : type.cast(type == String.class ? value.text() : value);
        }

        @Override
        public <X> Json wrap(X value, WrapperOptions options) {
            return switch (value) {
                case null -> null;
                case Json json -> json;
                default -> new Json(value.toString());
            };
        }
    }

    private static final class JsonbJdbcType implements JdbcType {
        static final JsonbJdbcType INSTANCE = new JsonbJdbcType();

        @Override
        public int getJdbcTypeCode() {
            return Types.OTHER;
        }

        @Override
        public int getDefaultSqlTypeCode() {
            return SqlTypes.JSON;
        }

        @Override
        public <X> ValueBinder<X> getBinder(JavaType<X> javaType) {
            return new BasicBinder<>(javaType, this) {
                @Override
                protected void doBind(
                        PreparedStatement statement, X value, int index, WrapperOptions options)
                        throws SQLException {
                    statement.setObject(
                            index, getJavaType().unwrap(value, String.class, options), Types.OTHER);
                }

                @Override
                protected void doBind(
                        CallableStatement statement, X value, String name, WrapperOptions options)
                        throws SQLException {
                    statement.setObject(
                            name, getJavaType().unwrap(value, String.class, options), Types.OTHER);
                }
            };
        }

        @Override
        public <X> ValueExtractor<X> getExtractor(JavaType<X> javaType) {
            return new BasicExtractor<>(javaType, this) {
                @Override
                protected X doExtract(ResultSet rows, int index, WrapperOptions options)
                        throws SQLException {
                    return getJavaType().wrap(rows.getString(index), options);
                }

                @Override
                protected X doExtract(
                        CallableStatement statement, int index, WrapperOptions options)
                        throws SQLException {
                    return getJavaType().wrap(statement.getString(index), options);
                }

                @Override
                protected X doExtract(
                        CallableStatement statement, String name, WrapperOptions options)
                        throws SQLException {
                    return getJavaType().wrap(statement.getString(name), options);
                }
            };
        }
    }
}
