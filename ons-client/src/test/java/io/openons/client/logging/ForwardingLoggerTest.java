package io.openons.client.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import io.openons.client.fixture.CapturedLog;
import org.apache.rocketmq.logging.org.slf4j.Logger;
import org.apache.rocketmq.logging.org.slf4j.Marker;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.apache.rocketmq.remoting.protocol.RequestCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RocketMQ's log lines as the application's logger hears them. */
class ForwardingLoggerTest {

    private static final String NAME = "RocketmqTestOfForwarding";

    private final ForwardingProvider provider = new ForwardingProvider();
    private final CapturedLog log = CapturedLog.of(NAME);
    private final Logger logger = provider.getLoggerFactory().getLogger(NAME);
    private final Marker marker = provider.getMarkerFactory().getMarker("MARKER");
    private final Exception thrown = new Exception("why");

    @AfterEach
    void stopListening() {
        log.close();
    }

    /** One of the five levels, in the words of both copies of SLF4J. */
    enum Word {
        TRACE, DEBUG, INFO, WARN, ERROR;

        org.apache.rocketmq.logging.org.slf4j.event.Level relocated() {
            return org.apache.rocketmq.logging.org.slf4j.event.Level.valueOf(name());
        }
    }

    @ParameterizedTest
    @EnumSource(Word.class)
    void everyLevelArrivesWithItsArguments(Word level) {
        logger.atLevel(level.relocated()).log("none");
        logger.atLevel(level.relocated()).log("one {}", 1);
        logger.atLevel(level.relocated()).log("three {} {} {}", 1, "2", null);

        assertThat(log.lines()).containsExactly(level + " none", level + " one 1", level + " three 1 2 null");
    }

    @Test
    void plainCallsArriveAtTheirLevel() {
        logger.trace("t {}", 1);
        logger.debug("d {} {}", 1, 2);
        logger.info("i");
        logger.warn("w {} {} {}", 1, 2, 3);
        logger.error("e {}", 1);

        assertThat(log.lines()).containsExactly("TRACE t 1", "DEBUG d 1 2", "INFO i", "WARN w 1 2 3", "ERROR e 1");
    }

    @Test
    void throwablesArriveWithTheirTrace() {
        logger.trace("t", thrown);
        logger.debug("d", thrown);
        logger.info("i {}", 1, thrown);
        logger.warn("w {} {}", 1, 2, thrown);
        logger.error("e", thrown);

        assertThat(log.lines()).containsExactly("TRACE t", "DEBUG d", "INFO i 1", "WARN w 1 2", "ERROR e");
        assertThat(log.events()).extracting(ILoggingEvent::getThrowableProxy).extracting(IThrowableProxy::getMessage)
                .containsOnly("why").hasSize(5);
    }

    /** RocketMQ prints whole requests, for example at ERROR when one cannot be encoded. */
    @Test
    void tokensOfRequestsAreLeftOut() {
        RemotingCommand request = RemotingCommand.createRequestCommand(RequestCode.PULL_MESSAGE, null);
        request.addExtField("AccessKey", "key");
        request.addExtField("SecurityToken", "hush/+=");
        request.addExtField("topic", "orders");

        logger.error(request.toString());
        logger.info("interrupt {}", request);

        assertThat(log.lines()).hasSize(2).allSatisfy(line -> assertThat(line).contains("AccessKey=key", "topic=orders")
                .contains("SecurityToken=***").doesNotContain("hush"));
    }

    @Test
    void callsWithMarkersArriveWithoutThem() {
        logger.trace(marker, "t {}", 1);
        logger.debug(marker, "d {}", 1);
        logger.info(marker, "i {} {}", 1, 2);
        logger.warn(marker, "w {} {} {}", 1, 2, 3);
        logger.error(marker, "e", thrown);

        assertThat(log.lines()).containsExactly("TRACE t 1", "DEBUG d 1", "INFO i 1 2", "WARN w 1 2 3", "ERROR e");
        assertThat(log.events().get(4).getThrowableProxy().getMessage()).isEqualTo("why");
    }

    @Test
    void theLineOfRocketMqsCodeIsShownNotOurs() {
        logger.info("where am I");

        assertThat(log.events().get(0).getCallerData()[0].getClassName())
                .isEqualTo(ForwardingLoggerTest.class.getName());
    }

    @ParameterizedTest
    @EnumSource(Word.class)
    void levelsOfTheApplicationsLoggerCount(Word level) {
        ((ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger(NAME)).setLevel(Level.valueOf(level.name()));

        for (Word other : Word.values()) {
            assertThat(logger.isEnabledForLevel(other.relocated())).isEqualTo(other.ordinal() >= level.ordinal());
        }
        assertThat(logger.isTraceEnabled(marker)).isEqualTo(level == Word.TRACE);
        logger.trace("quiet");
        assertThat(log.lines()).hasSize(level == Word.TRACE ? 1 : 0);
    }

    @Test
    void oneNameHasOneLogger() {
        assertThat(provider.getLoggerFactory().getLogger(NAME)).isSameAs(logger);
        assertThat(logger.getName()).isEqualTo(NAME);
    }
}
