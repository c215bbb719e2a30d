package io.github.rokutrickplay.config;

/** Which frame a thumbnail shows. */
public enum FrameChoice {
    /** The first frame at or after the mark. */
    EXACT,
    /** The key frame nearest to the mark: cheaper, and up to half a GOP off. */
    KEYFRAME
}
