package io.openons.embedded.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UniqueNamesTest {

    @Test
    void nameTellsWhereItBelongs() {
        assertThat(UniqueNames.name("GID_", "OrderTest-sends-orders", 64)).matches("GID_OrderTest-sends-orders-\\d+");
    }

    @Test
    void missingPartsLeaveNoGap() {
        assertThat(UniqueNames.name("", "OrderTest--", 127)).matches("OrderTest-\\d+");
        assertThat(UniqueNames.name("", "--", 127)).matches("-\\d+");
    }

    @Test
    void illegalCharactersAreReplaced() {
        assertThat(UniqueNames.name("", "Test-größer als$1", 127)).matches("Test-gr__er_als_1-\\d+");
    }

    @Test
    void longNameIsCutInFrontOfTheCounter() {
        assertThat(UniqueNames.name("GID_", "x".repeat(200), 64)).hasSize(64).matches("GID_x+-\\d+");
    }

    @Test
    void sameDescriptionGivesAnotherNameEachTime() {
        Set<String> names = new HashSet<>();
        for (int count = 0; count < 100; count++) {
            names.add(UniqueNames.name("", "x".repeat(200), 64));
        }
        assertThat(names).hasSize(100);
    }
}
