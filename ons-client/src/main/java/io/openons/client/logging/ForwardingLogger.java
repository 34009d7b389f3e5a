package io.openons.client.logging;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.apache.rocketmq.logging.org.slf4j.Marker;
import org.apache.rocketmq.logging.org.slf4j.event.Level;
import org.apache.rocketmq.logging.org.slf4j.helpers.AbstractLogger;
import org.apache.rocketmq.logging.org.slf4j.helpers.LegacyAbstractLogger;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LocationAwareLogger;

/**
 * One of RocketMQ's loggers, speaking through the application's logger of the same name. Leaves out security tokens.
 * Thread-safe.
 */
final class ForwardingLogger extends LegacyAbstractLogger {

    private static final long serialVersionUID = 1L;

    /** The class that RocketMQ's code calls: location-aware bindings show its caller as the place of a log line. */
    private static final String CALLED_CLASS = AbstractLogger.class.getName();

    /** In what RocketMQ prints of a request's fields. */
    private static final Pattern TOKEN = Pattern.compile("(SecurityToken=)[^,}]*");

    private final transient Logger target;

    ForwardingLogger(String name) {
        this.name = name;
        this.target = LoggerFactory.getLogger(name);
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return CALLED_CLASS;
    }

    @Override
    protected void handleNormalizedLoggingCall(Level level, Marker marker, String text, Object[] arguments,
                                               Throwable throwable) {
        String shown = text == null ? null : withoutToken(text);
        Object[] told = withoutTokens(arguments);
        if (target instanceof LocationAwareLogger) {
            ((LocationAwareLogger) target).log(null, CALLED_CLASS, level.toInt(), shown, told, throwable);
        } else {
            log(level, shown, withThrowable(told, throwable));
        }
    }

    private static Object[] withoutTokens(Object[] arguments) {
        Object[] told = arguments;
        for (int i = 0; arguments != null && i < arguments.length; i++) {
            if (arguments[i] instanceof RemotingCommand) {
                told = told == arguments ? arguments.clone() : told;
                told[i] = withoutToken(arguments[i].toString());
            }
        }
        return told;
    }

    private static String withoutToken(String text) {
        return TOKEN.matcher(text).replaceAll("$1***");
    }

    private void log(Level level, String text, Object[] arguments) {
        switch (level) {
            case ERROR:
                target.error(text, arguments);
                break;
            case WARN:
                target.warn(text, arguments);
                break;
            case INFO:
                target.info(text, arguments);
                break;
            case DEBUG:
                target.debug(text, arguments);
                break;
            default:
                target.trace(text, arguments);
                break;
        }
    }

    /** SLF4J takes a throwable behind the last placeholder's argument. */
    private static Object[] withThrowable(Object[] arguments, Throwable throwable) {
        if (throwable == null) {
            return arguments;
        }
        int length = arguments == null ? 0 : arguments.length;
        Object[] all = length == 0 ? new Object[1] : Arrays.copyOf(arguments, length + 1);
        all[length] = throwable;
        return all;
    }

    @Override
    public boolean isTraceEnabled() {
        return target.isTraceEnabled();
    }

    @Override
    public boolean isDebugEnabled() {
        return target.isDebugEnabled();
    }

    @Override
    public boolean isInfoEnabled() {
        return target.isInfoEnabled();
    }

    @Override
    public boolean isWarnEnabled() {
        return target.isWarnEnabled();
    }

    @Override
    public boolean isErrorEnabled() {
        return target.isErrorEnabled();
    }
}
