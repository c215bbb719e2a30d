package io.github.rokutrickplay.notify;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A notifier that keeps what people would have been told. */
public final class RecordingNotifier implements Notifier {

    public final List<String> failures = new CopyOnWriteArrayList<>();
    public final List<String> successes = new CopyOnWriteArrayList<>();

    @Override
    public void failed(String what, String reason) {
        failures.add(what + ": " + reason);
    }

    @Override
    public void succeeded(String what) {
        successes.add(what);
    }
}
