/** Reads of stored bytes, and their decryption. */
@NullMarked
package io.github.rokutrickplay.generator.video.fetch;

import org.jspecify.annotations.NullMarked;
