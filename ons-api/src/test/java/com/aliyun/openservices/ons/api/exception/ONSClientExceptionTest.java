package com.aliyun.openservices.ons.api.exception;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ObjectStreamClass;
import org.junit.jupiter.api.Test;

class ONSClientExceptionTest {
    private final Throwable cause = new IllegalStateException("why");

    @Test
    void keepsTextAndCause() {
        assertThat(new ONSClientException()).hasMessage(null).hasNoCause();
        assertThat(new ONSClientException("what")).hasMessage("what").hasNoCause();
        assertThat(new ONSClientException(cause)).hasMessage("java.lang.IllegalStateException: why").hasCause(cause);
        assertThat(new ONSClientException("what", cause)).hasMessage("what").hasCause(cause);
    }

    @Test
    void serialVersionIsThatOfThePublishedClass() {
        ObjectStreamClass form = ObjectStreamClass.lookup(ONSClientException.class);

        assertThat(form.getSerialVersionUID()).isEqualTo(5755356574640041094L);
        assertThat(form.getFields()).isEmpty();
    }
}
