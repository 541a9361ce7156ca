# The application, from the jar that `./mvnw package` (or verify) leaves in plan-web/target.
FROM eclipse-temurin:25-jre
RUN useradd --system --create-home marronnier
USER marronnier
WORKDIR /home/marronnier
COPY plan-web/target/plan-web-*.jar marronnier.jar
ENV MARRONNIER_ADDRESS=0.0.0.0
EXPOSE 8080
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-jar", "marronnier.jar"]
