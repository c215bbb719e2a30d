/**
 * The catalogue: {@code FilmFinder} finds the films below a prefix, {@code FilmWork} has each of them made, and {@code Backfill} does so
 * for all of them at a bounded rate and tells what has become of each.
 */
@NullMarked
package io.github.rokutrickplay.local.backfill;

import org.jspecify.annotations.NullMarked;
