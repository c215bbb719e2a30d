/**
 * Tells what has become of a film: {@code FilmFacts} from its bucket or folder, {@code DeploymentFacts} from the queues, logs and alarms
 * of a deployment, and a {@code Conclusion} from both.
 */
@NullMarked
package io.github.rokutrickplay.local.explain;

import org.jspecify.annotations.NullMarked;
