package org.marronnier.web.security;

import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.List;
import org.marronnier.domain.user.ApiKeys;
import org.marronnier.web.api.ApiErrors;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Three doors: files that anyone may read, the API for keys, and pages for people who signed in.
 */
@Configuration
@EnableWebSecurity
class Security implements WebMvcConfigurer {

    /** The feeds among them say a secret in their address: calendar programs have nothing else. */
    private static final String[] FILES = {
        "/css/**", "/js/**", "/img/**", "/fonts/**", "/webjars/**", "/favicon.ico", "/feeds/*.ics"
    };

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new Permission());
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    AuthenticationManager authenticationManager(SigningIn signingIn) {
        return new ProviderManager(List.of(signingIn));
    }

    @Bean
    FilterRegistrationBean<Sessions> sessionsRunInTheirChainOnly(Sessions sessions) {
        FilterRegistrationBean<Sessions> registration = new FilterRegistrationBean<>(sessions);
        registration.setEnabled(false);
        return registration;
    }

    @Bean
    @Order(1)
    SecurityFilterChain files(HttpSecurity http) throws Exception {
        return http.securityMatcher(FILES)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(Security::strict)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain api(HttpSecurity http, ApiKeys keys, Clock clock, ApiErrors errors)
            throws Exception {
        return http.securityMatcher("/api/**")
                .authorizeHttpRequests(
                        requests ->
                                requests.requestMatchers(
                                                HttpMethod.GET,
                                                "/api/v1/openapi.json",
                                                "/api/v1/plan-document.schema.json")
                                        .permitAll()
                                        .anyRequest()
                                        .authenticated())
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(
                        new BearingKeys(keys, clock, errors), AnonymousAuthenticationFilter.class)
                .exceptionHandling(
                        refusals ->
                                refusals.authenticationEntryPoint(
                                                (request, response, reason) ->
                                                        errors.unauthorized(
                                                                request,
                                                                response,
                                                                "The call needs a key in the header Authorization: Bearer <key>."))
                                        .accessDeniedHandler(
                                                (request, response, reason) ->
                                                        errors.forbidden(request, response)))
                .headers(Security::strict)
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain pages(HttpSecurity http, Sessions sessions) throws Exception {
        AskingToSignIn asking = new AskingToSignIn();
        return http.authorizeHttpRequests(
                        requests ->
                                requests.dispatcherTypeMatchers(
                                                DispatcherType.ERROR, DispatcherType.FORWARD)
                                        .permitAll()
                                        .requestMatchers(
                                                "/sign-in", "/language", "/actuator/health/**")
                                        .permitAll()
                                        .anyRequest()
                                        .authenticated())
                .formLogin(
                        form ->
                                form.loginPage("/sign-in")
                                        .usernameParameter("name")
                                        .passwordParameter("password")
                                        .successHandler(
                                                (request, response, user) ->
                                                        response.sendRedirect(
                                                                request.getContextPath()
                                                                        + ReturnPath.take(request)
                                                                                .orElse("/")))
                                        .failureHandler(SignInController::refuse))
                .logout(
                        out ->
                                out.logoutUrl("/sign-out")
                                        .logoutSuccessUrl("/sign-in?signed-out")
                                        .deleteCookies("JSESSIONID"))
                .requestCache(AbstractHttpConfigurer::disable)
                .addFilterBefore(sessions, AnonymousAuthenticationFilter.class)
                .exceptionHandling(
                        refusals ->
                                refusals.authenticationEntryPoint(asking)
                                        .accessDeniedHandler(asking))
                .headers(Security::strict)
                .build();
    }

    private static void strict(HeadersConfigurer<HttpSecurity> headers) {
        headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::disable)
                .addHeaderWriter(new ContentPolicy())
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .permissionsPolicyHeader(
                        features ->
                                features.policy(
                                        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"))
                .crossOriginOpenerPolicy(
                        opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(
                        resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
    }
}
