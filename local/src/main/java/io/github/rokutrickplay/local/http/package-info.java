/** HTTP servers that only this machine can reach. */
@NullMarked
package io.github.rokutrickplay.local.http;

import org.jspecify.annotations.NullMarked;
