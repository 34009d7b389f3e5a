package io.openons.client.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A metadata service's answer, read without quoting it. */
class TemporaryCredentialsTest {

    private static final String ANSWER = """
            {
              "AccessKeyId" : "STS.id",
              "AccessKeySecret" : "the-secret",
              "Expiration" : "2030-01-31T12:00:00Z",
              "SecurityToken" : "the-secret-token/+==",
              "LastUpdated" : "2030-01-31T06:00:00Z",
              "Code" : "Success"
            }
            """;

    @Test
    void allFourFieldsAreRead() throws Exception {
        TemporaryCredentials read = TemporaryCredentials.parse(ANSWER);

        assertThat(read.credentials().accessKey()).isEqualTo("STS.id");
        assertThat(read.credentials().secretKey()).isEqualTo("the-secret");
        assertThat(read.credentials().securityToken()).isEqualTo("the-secret-token/+==");
        assertThat(read.expiration()).isEqualTo(Instant.parse("2030-01-31T12:00:00Z"));
        assertThat(read.toString()).contains("2030-01-31").doesNotContain("the-secret");
    }

    @Test
    void remainingTimeCountsFromNow() throws Exception {
        String inAnHour = Instant.now().plusSeconds(3600).toString();

        assertThat(TemporaryCredentials.parse(ANSWER.replace("2030-01-31T12:00:00Z", inAnHour)).remaining())
                .isBetween(Duration.ofMinutes(55), Duration.ofMinutes(60));
        assertThat(TemporaryCredentials.parse(ANSWER.replace("2030-01-31T12", "2020-01-31T12")).remaining())
                .isNegative();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"Success\"              | \"Failed\"  | Code \"Failed\", not Success",
        "\"Code\"                 | \"Cod\"     | lacks the text Code",
        "\"AccessKeyId\"          | \"A\"       | lacks the text AccessKeyId",
        "\"STS.id\"               | 7           | lacks the text AccessKeyId",
        "\"STS.id\"               | \"\"        | lacks the text AccessKeyId",
        "\"AccessKeySecret\"      | \"A\"       | lacks the text AccessKeySecret",
        "\"SecurityToken\"        | \"S\"       | lacks the text SecurityToken",
        "\"Expiration\"           | \"E\"       | lacks the text Expiration",
        "2030-01-31T12:00:00Z     | tomorrow    | Expiration of its answer is not a time",
        "\"Success\"              | \"Success   | no JSON object",
        "{                        | [           | no JSON object",
        "\"Expiration\" :         | \"Expiration| no JSON object"})
    void whatIsMissingIsNamedAndNothingIsQuoted(String part, String replacement, String reason) {
        assertRefused(ANSWER.replace(part, replacement), reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"''|is empty", "null|is empty", "the-secret|no JSON object",
        "[\"the-secret\"]|no JSON object", "<html>the-secret</html>|no JSON object"})
    void anythingElseIsRefused(String answer, String reason) {
        assertRefused(answer, reason);
    }

    private static void assertRefused(String answer, String reason) {
        assertThatThrownBy(() -> TemporaryCredentials.parse(answer)).isInstanceOf(IOException.class).hasNoCause()
                .hasMessageContaining(reason).hasMessageNotContaining("the-secret");
    }
}
