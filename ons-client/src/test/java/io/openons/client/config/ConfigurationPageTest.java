package io.openons.client.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.ons.api.PropertyKeyConst;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Renders docs/configuration.md and compares; and the table that it is made from is what the readers use. */
class ConfigurationPageTest {

    private static final Path PAGE = Path.of("..", "docs", "configuration.md");
    private static final Path RENDERED = Path.of("target", "configuration.md");

    @Test
    void pageIsWhatTheTableSays() throws IOException {
        String expected = new ConfigurationPage().render();

        if (!Files.exists(PAGE) || !Files.readString(PAGE).equals(expected)) {
            Files.writeString(RENDERED, expected);
            assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                    .as("docs/configuration.md is out of date: copy ons-client/target/configuration.md there")
                    .isEqualTo(expected);
        }
        assertThat(expected).doesNotContain("{@", "null", "{{");
    }

    @Test
    void everyPublishedConstantIsInTheTableUnlessItIsNoKeyOfAClient() throws IllegalAccessException {
        Map<String, String> constants = new TreeMap<>();
        for (Field constant : PropertyKeyConst.class.getFields()) {
            constants.put((String) constant.get(null), constant.getName());
        }
        List<String> keys = Stream.of(OnsKey.values()).map(OnsKey::toString).toList();

        assertThat(keys).doesNotHaveDuplicates().isSubsetOf(constants.keySet());
        constants.keySet().removeAll(keys);
        assertThat(constants.values()).containsExactlyInAnyOrder("ALLOCATE_MESSAGE_QUEUE_STRATEGY", "MqttMessageId",
                "MqttMessage", "MqttPublishRetain", "MqttPublishDubFlag", "MqttSecondTopic", "MqttClientId", "MqttQOS");
    }

    /** With {@link Config#text} as the only way to a value, and that for the readers in the table alone. */
    @Test
    void keysAreReadExactlyWhenTheTableSaysSo() {
        JavaClasses classes = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.openons.client");
        JavaClass table = classes.get(OnsKey.class);

        for (OnsKey key : OnsKey.values()) {
            boolean used = table.getField(key.name()).getAccessesToSelf().stream()
                    .anyMatch(access -> !List.of(OnsKey.class.getName(), NumberKey.class.getName())
                            .contains(access.getOriginOwner().getName()));
            assertThat(used).as("somebody reads " + key).isEqualTo(!key.readers().isEmpty());
        }
        assertThat(classes.get(PropertyValues.class).getAccessesToSelf().stream()
                .map(access -> access.getOriginOwner().getSimpleName()).filter(name -> !name.equals("PropertyValues"))
                .collect(Collectors.toSet())).as("who flattens: applications' properties, updated keys, and messages")
                .containsExactlyInAnyOrder("Config", "Credentials", "OutboundMessages");
    }

    @Test
    void everyReaderOfANumberHasItsRulesAndDocumentedDefaultsAreThose() throws IOException {
        for (OnsKey key : OnsKey.values()) {
            List<NumberKey> rules = Stream.of(NumberKey.values()).filter(number -> number.key == key).toList();
            assertThat(rules.isEmpty()).as(key + " is a number").isEqualTo(key.form() != KeyForm.NUMBER);
            String documented = KeyComments.published().of(key).part("Default");
            rules.stream().filter(number -> number.defaultValue >= 0).forEach(number -> assertThat(documented)
                    .as("default of " + key).contains(Integer.toString(number.defaultValue)));
            if (key.form().defaultValue() != null && !key.form().defaultValue().equals("AVG")) {
                assertThat(documented).as("default of " + key).startsWith("`" + key.form().defaultValue() + "`");
            }
        }
    }

    @Test
    void documentedReadersAreThoseOfTheTable() throws IOException {
        for (OnsKey key : OnsKey.values()) {
            String documented = KeyComments.published().of(key).part("Honoured by");
            if (documented.matches("[PTOCB, ]+")) {
                assertThat(documented).as("readers of " + key).isEqualTo(key.readers().stream()
                        .filter(kind -> kind != ClientKind.DEAD_LETTER_READER).map(ConfigurationPage::initials)
                        .collect(Collectors.joining(", ")));
            } else if (documented.equals("all")) {
                assertThat(key.readers()).as("readers of " + key).containsAll(Arrays.stream(ClientKind.values())
                        .filter(kind -> kind != ClientKind.DEAD_LETTER_READER).toList());
            }
        }
    }
}
