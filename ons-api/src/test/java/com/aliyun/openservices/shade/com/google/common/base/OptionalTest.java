package com.aliyun.openservices.shade.com.google.common.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionalTest {
    private final Optional<String> present = Optional.of("v");
    private final Optional<String> absent = Optional.absent();

    @Test
    void presentGivesItsValueWhateverElseIsOffered() {
        assertThat(present.isPresent()).isTrue();
        assertThat(present.get()).isEqualTo("v");
        assertThat(present.or("other")).isEqualTo("v");
        assertThat(present.or(Optional.of("other"))).isSameAs(present);
        assertThat(present.or((Supplier<String>) () -> null)).isEqualTo("v");
        assertThat(present.orNull()).isEqualTo("v");
        assertThat(present.asSet()).containsExactly("v");
        assertThat(present.transform(String::length)).isEqualTo(Optional.of(1));
    }

    @Test
    void absentGivesWhatElseIsOffered() {
        Optional<String> other = Optional.of("other");

        assertThat(absent.isPresent()).isFalse();
        assertThat(absent.or("other")).isEqualTo("other");
        assertThat(absent.or(other)).isSameAs(other);
        assertThat(absent.or((Supplier<String>) () -> "supplied")).isEqualTo("supplied");
        assertThat(absent.orNull()).isNull();
        assertThat(absent.asSet()).isEmpty();
        assertThat(absent.transform(String::length)).isSameAs(Optional.absent());
        assertThatThrownBy(absent::get).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void fromNullableIsAbsentForNull() {
        assertThat(Optional.fromNullable(null)).isSameAs(Optional.absent());
        assertThat(Optional.fromNullable("v")).isEqualTo(present);
    }

    @Test
    void nullIsRefusedWhereAValueIsNeeded() {
        assertThatThrownBy(() -> Optional.of(null)).isInstanceOf(NullPointerException.class);
        for (Optional<String> optional : List.of(present, absent)) {
            assertThatThrownBy(() -> optional.or((String) null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> optional.or((Optional<String>) null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> optional.or((Supplier<String>) null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> optional.transform(null)).isInstanceOf(NullPointerException.class);
        }
        assertThatThrownBy(() -> absent.or((Supplier<String>) () -> null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> present.transform(value -> null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void setsCannotBeChanged() {
        assertThatThrownBy(() -> present.asSet().add("x")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> absent.asSet().add("x")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void equalByValue() {
        assertThat(present).isEqualTo(Optional.of("v")).hasSameHashCodeAs(Optional.of("v"))
            .isNotEqualTo(Optional.of("w")).isNotEqualTo(absent).isNotEqualTo("v");
        assertThat(absent).isEqualTo(Optional.fromNullable(null)).isNotEqualTo(present);
    }

    @Test
    void textNamesTheValue() {
        assertThat(present).hasToString("Optional.of(v)");
        assertThat(absent).hasToString("Optional.absent()");
    }

    @Test
    void presentInstancesIsAViewThatSkipsAbsentOnes() {
        List<Optional<String>> all = new ArrayList<>(Arrays.asList(absent, present));
        Iterable<String> values = Optional.presentInstances(all);
        assertThat(values).containsExactly("v");

        all.add(Optional.of("w"));
        assertThat(values).containsExactly("v", "w");

        all.add(null);
        assertThatThrownBy(() -> values.forEach(value -> { })).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Optional.presentInstances(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void serialFormIsThatOfThePublishedClass() throws Exception {
        assertThat(ObjectStreamClass.lookup(Optional.class).getSerialVersionUID()).isZero();
        assertThat(ObjectStreamClass.lookup(absent.getClass()).getSerialVersionUID()).isZero();
        assertThat(ObjectStreamClass.lookup(present.getClass()).getSerialVersionUID()).isZero();
        assertThat(ObjectStreamClass.lookup(present.getClass()).getFields()).singleElement()
            .satisfies(field -> assertThat(field.getName() + " " + field.getType()).isEqualTo(
                "reference class java.lang.Object"));

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(present);
            out.writeObject(absent);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(present);
            assertThat(in.readObject()).isSameAs(absent);
        }
    }
}
