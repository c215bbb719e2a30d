package io.github.rokutrickplay.metrics;

/** Everything that is measured. Terraform's alarms and dashboard use these names; docs/operations.md says what each is. */
public enum Metric {
    /** By trick-play-generator, for each invocation: a second try counts again. */
    EVENTS_RECEIVED("EventsReceived", "Count"),
    /** Films whose thumbnails and index are written. */
    ASSETS_GENERATED("AssetsGenerated", "Count"),
    /** Images, all sizes together. */
    THUMBNAILS_WRITTEN("ThumbnailsWritten", "Count"),
    SEGMENT_BYTES_READ("SegmentBytesRead", "Bytes"),
    THUMBNAIL_BYTES_WRITTEN("ThumbnailBytesWritten", "Bytes"),
    /** One film in trick-play-generator. */
    GENERATE_DURATION("GenerateDuration", "Milliseconds"),
    /** Main playlists that manifest-updater has brought up to date. */
    PUBLISHED("Published", "Count"),
    /** One message in manifest-updater. */
    PUBLISH_DURATION("PublishDuration", "Milliseconds"),
    /** From the time that the event says to the publication. */
    EVENT_TO_PUBLISHED("EventToPublished", "Milliseconds"),
    /** Paths that each distribution was asked to clear. */
    PATHS_INVALIDATED("PathsInvalidated", "Count"),
    /** Events, films and messages that were recorded in a dead-letter queue with a reason. */
    REFUSED("Refused", "Count"),

    /** Films of which an event tells; dated by when they are due, as the next two are. */
    ASSETS_DUE("AssetsDue", "Count"),
    /** Publications that the generator has asked for, and films that it refused. */
    PUBLICATIONS_DUE("PublicationsDue", "Count"),
    /** Those of them that were published or refused. */
    PUBLICATIONS_ENDED("PublicationsEnded", "Count");

    private final String publishedName;
    private final String unit;

    Metric(String publishedName, String unit) {
        this.publishedName = publishedName;
        this.unit = unit;
    }

    /** The name in CloudWatch. */
    public String publishedName() {
        return publishedName;
    }

    /** CloudWatch's name of the unit. */
    String unit() {
        return unit;
    }
}
