// SPDX-License-Identifier: EUPL-1.2
package nl.koppelpunt.simulator.saml;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says of a client that was not let in why it was not: the server itself is silent about it. */
final class HandshakeLog extends ChannelInboundHandlerAdapter {

    private static final Logger log = LoggerFactory.getLogger(HandshakeLog.class);

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && !handshake.isSuccess()) {
            log.warn("Client refused: {}", handshake.cause().getMessage());
        }
        context.fireUserEventTriggered(event);
    }
}
