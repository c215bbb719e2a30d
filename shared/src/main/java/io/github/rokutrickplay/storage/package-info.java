/** Where objects are and how they are read and written. Start with {@link io.github.rokutrickplay.storage.ObjectStore}. */
@NullMarked
package io.github.rokutrickplay.storage;

import org.jspecify.annotations.NullMarked;
