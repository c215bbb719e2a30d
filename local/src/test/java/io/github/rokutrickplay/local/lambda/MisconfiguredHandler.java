package io.github.rokutrickplay.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;

/** A function whose environment is wrong. */
public final class MisconfiguredHandler implements RequestStreamHandler {

    public MisconfiguredHandler() {
        throw new IllegalStateException("THUMBNAIL_INTERVAL=0 is not allowed: use seconds from 0.1 to 3600");
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) {}
}
