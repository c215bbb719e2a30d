package io.github.rokutrickplay.sample;

import java.util.List;

/** The colours of a landscape at a time of day. */
record Palette(Colour zenith, Colour horizon, Colour far, Colour middle, Colour near, Colour light, double night) {

    /** A day passes in this many seconds of film. */
    static final double DAY_SECONDS = 75;

    private static final List<Palette> DAY = List.of(
            of(0x3b4f8a, 0xf4b183, 0x8a6f94, 0x5d4a72, 0x35304f, 0xffe3b0, 0.2),
            of(0x2f86d6, 0xbfe4f7, 0x7fb2a0, 0x4f9160, 0x2f6b3d, 0xfff6d0, 0),
            of(0x1f78d1, 0xd4eefc, 0x86b98c, 0x5aa04e, 0x37782f, 0xfffbe8, 0),
            of(0x4a3b7c, 0xff8a4c, 0x9c4f5e, 0x6b3550, 0x3a2340, 0xffd27a, 0.1),
            of(0x0b1030, 0x2b2f63, 0x232a55, 0x181d40, 0x0e112a, 0xe9ecff, 1));

    private static Palette of(int zenith, int horizon, int far, int middle, int near, int light, double night) {
        return new Palette(
                Colour.rgb(zenith),
                Colour.rgb(horizon),
                Colour.rgb(far),
                Colour.rgb(middle),
                Colour.rgb(near),
                Colour.rgb(light),
                night);
    }

    static Palette at(double seconds) {
        double place = seconds / DAY_SECONDS % 1 * DAY.size();
        Palette from = DAY.get((int) place % DAY.size());
        Palette to = DAY.get(((int) place + 1) % DAY.size());
        double part = place - (int) place;
        return new Palette(
                from.zenith.towards(to.zenith, part),
                from.horizon.towards(to.horizon, part),
                from.far.towards(to.far, part),
                from.middle.towards(to.middle, part),
                from.near.towards(to.near, part),
                from.light.towards(to.light, part),
                from.night + (to.night - from.night) * part);
    }
}
