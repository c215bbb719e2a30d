/** Configuration records, made from environment variables. Start with {@link io.github.rokutrickplay.config.Environment}. */
@NullMarked
package io.github.rokutrickplay.config;

import org.jspecify.annotations.NullMarked;
