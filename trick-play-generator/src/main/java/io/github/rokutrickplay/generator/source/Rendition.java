package io.github.rokutrickplay.generator.source;

import io.github.rokutrickplay.hls.Variant;
import io.github.rokutrickplay.storage.S3Location;

/**
 * A rendition that thumbnails could be taken of.
 *
 * @param playlist where its media playlist is
 */
record Rendition(Variant variant, S3Location playlist, RenditionTraits traits) {}
