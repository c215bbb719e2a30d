/** The use cases one after the other, on buckets in memory. */
@NullMarked
package io.github.rokutrickplay.local.process;

import org.jspecify.annotations.NullMarked;
