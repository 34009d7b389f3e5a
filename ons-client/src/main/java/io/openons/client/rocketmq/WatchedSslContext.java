package io.openons.client.rocketmq;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.openons.client.config.TlsSettings;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSessionContext;

/**
 * TLS as another context does it, with each failure told to a watch: the RocketMQ client itself reports no more than
 * that a connection failed. Thread-safe.
 */
final class WatchedSslContext extends SslContext {

    private final SslContext delegate;
    private final TlsSettings settings;
    private final TlsWatch watch;

    WatchedSslContext(SslContext delegate, TlsSettings settings, TlsWatch watch) {
        this.delegate = delegate;
        this.settings = settings;
        this.watch = watch;
    }

    TlsSettings settings() {
        return settings;
    }

    TlsWatch watch() {
        return watch;
    }

    @Override
    protected SslHandler newHandler(ByteBufAllocator allocator, boolean startTls) {
        return new Handler(newEngine(allocator), startTls, watch);
    }

    @Override
    public boolean isClient() {
        return delegate.isClient();
    }

    @Override
    public List<String> cipherSuites() {
        return delegate.cipherSuites();
    }

    @Override
    @SuppressWarnings("deprecation") // the type of what every context has
    public io.netty.handler.ssl.ApplicationProtocolNegotiator applicationProtocolNegotiator() {
        return delegate.applicationProtocolNegotiator();
    }

    @Override
    public SSLEngine newEngine(ByteBufAllocator allocator) {
        return delegate.newEngine(allocator);
    }

    @Override
    public SSLEngine newEngine(ByteBufAllocator allocator, String peerHost, int peerPort) {
        return delegate.newEngine(allocator, peerHost, peerPort);
    }

    @Override
    public SSLSessionContext sessionContext() {
        return delegate.sessionContext();
    }

    /** One connection's. A server may refuse a client's certificate when the handshake is over for the client. */
    private static final class Handler extends SslHandler {

        private final TlsWatch watch;

        Handler(SSLEngine engine, boolean startTls, TlsWatch watch) {
            super(engine, startTls);
            this.watch = watch;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) throws Exception {
            handshakeFuture().addListener(handshake -> {
                if (!handshake.isSuccess()) {
                    watch.failed(context.channel().remoteAddress(), handshake.cause());
                }
            });
            super.channelActive(context);
        }

        /** Throws what a server refuses; what else it says after the handshake, it says to a client that it took. */
        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) throws Exception {
            boolean secured = handshakeFuture().isSuccess();
            super.channelRead(context, bytes);
            if (secured) {
                watch.succeeded(context.channel().remoteAddress());
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable error) throws Exception {
            for (Throwable cause = error; cause != null; cause = cause.getCause()) {
                if (cause instanceof SSLException) {
                    watch.failed(context.channel().remoteAddress(), cause);
                    break;
                }
            }
            super.exceptionCaught(context, error);
        }
    }
}
