package io.github.rokutrickplay.manifest;

/** An object that is written beside a main playlist, made of a film's images alone. */
interface Document {

    /** Where it is stored. */
    String key();

    String contentType();

    byte[] body();
}
