/**
 * Clears from CloudFront what a publication may have changed. Start with
 * {@link io.github.rokutrickplay.invalidation.InvalidateCache}.
 */
@NullMarked
package io.github.rokutrickplay.invalidation;

import org.jspecify.annotations.NullMarked;
