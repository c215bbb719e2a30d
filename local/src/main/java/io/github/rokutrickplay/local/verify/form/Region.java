package io.github.rokutrickplay.local.verify.form;

/** A part of an image, in pixels from its top left. */
public record Region(int left, int top, int width, int height) {}
