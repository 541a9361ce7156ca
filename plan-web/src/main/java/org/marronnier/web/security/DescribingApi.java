package org.marronnier.web.security;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;

/**
 * What the OpenAPI document says of every call: the key, the scope that it asks for, and the
 * problem that it may answer.
 */
@Configuration
class DescribingApi {

    private static final String KEY = "key";
    private static final String PROBLEM = "Problem";

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("Marronnier")
                                .version("1")
                                .description(
                                        "Plans, contacts, runs and decisions. Errors are RFC 9457 problems."))
                .components(
                        new Components()
                                .addSecuritySchemes(
                                        KEY,
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.HTTP)
                                                .scheme("bearer"))
                                .addSchemas(PROBLEM, problem()));
    }

    @Bean
    OperationCustomizer scopesAndProblems() {
        return DescribingApi::described;
    }

    private static Operation described(Operation operation, HandlerMethod method) {
        if (Permission.asked(method) instanceof ForAnyone) {
            operation.setSecurity(List.of());
        }
        if (Permission.asked(method) instanceof With scope) {
            String text = scope.value().text();
            operation.addSecurityItem(new SecurityRequirement().addList(KEY, List.of(text)));
            String words = operation.getDescription() == null ? "" : operation.getDescription();
            operation.setDescription((words + " Asks for the scope `" + text + "`.").strip());
        }
        operation
                .getResponses()
                .addApiResponse(
                        "default",
                        new ApiResponse()
                                .description("What was wrong.")
                                .content(
                                        new Content()
                                                .addMediaType(
                                                        "application/problem+json",
                                                        new MediaType()
                                                                .schema(
                                                                        new Schema<>()
                                                                                .$ref(PROBLEM)))));
        return operation;
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .addProperty("type", new StringSchema())
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("instance", new StringSchema())
                .addProperty(
                        "errors",
                        new ArraySchema()
                                .items(
                                        new ObjectSchema()
                                                .addProperty("path", new StringSchema())
                                                .addProperty("message", new StringSchema())));
    }
}
