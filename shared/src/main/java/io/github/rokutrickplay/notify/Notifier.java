package io.github.rokutrickplay.notify;

/** Tells people how a job went. Never fails the job: whatever goes wrong here is logged and forgotten by design. */
public interface Notifier {

    /** Work was refused for good. */
    void failed(String what, String reason);

    /** Work was done. Sent only where the configuration asks for it. */
    void succeeded(String what);

    /** Tells nobody. */
    static Notifier none() {
        return new Notifier() {
            @Override
            public void failed(String what, String reason) {}

            @Override
            public void succeeded(String what) {}
        };
    }
}
