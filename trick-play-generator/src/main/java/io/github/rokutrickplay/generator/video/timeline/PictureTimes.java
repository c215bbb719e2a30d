package io.github.rokutrickplay.generator.video.timeline;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Timestamps of pictures whose stream leaves some out, in the order of decoding. A transport stream may leave out those of
 * presentation between key frames, which then follow from the order and the length of pictures; and some leave out those of
 * decoding where they must not. Pure.
 */
public final class PictureTimes {

    private static final long NONE = PacketIndex.NONE;

    /** How much longer than a picture the step to the next may be, for those between to be spread over it evenly. */
    private static final double EVEN = 1.5;

    private PictureTimes() {}

    /**
     * Fills in the times of presentation.
     *
     * @param pts in decode order; {@link PacketIndex#NONE} where one is left out
     * @param order a number for each, which is smaller for what is presented earlier
     * @param usual the length of a picture, where two timestamps do not tell it
     * @return empty where there is no timestamp at all, or those that there are deny the order
     */
    public static long[] presentation(long[] pts, long[] order, double usual) {
        int[] shown = sorted(order);
        int[] known = IntStream.range(0, pts.length)
                .filter(rank -> pts[shown[rank]] != NONE)
                .toArray();
        double picture = usual;
        double shortest = Double.MAX_VALUE;
        for (int i = 1; i < known.length; i++) {
            double step = (double) (pts[shown[known[i]]] - pts[shown[known[i - 1]]]) / (known[i] - known[i - 1]);
            shortest = Math.min(shortest, step);
            picture = shortest;
        }
        if (known.length == 0 || shortest <= 0 || picture <= 0) {
            return new long[0];
        }
        long[] filled = pts.clone();
        int before = 0;
        for (int rank = 0; rank < shown.length; rank++) {
            if (before + 1 < known.length && known[before + 1] <= rank) {
                before++;
            }
            long base = pts[shown[known[before]]];
            double step = rank < known[before] || before + 1 == known.length
                    ? picture
                    : even(picture, pts[shown[known[before + 1]]] - base, known[before + 1] - known[before]);
            filled[shown[rank]] = base + Math.round(step * (rank - known[before]));
        }
        return filled;
    }

    private static double even(double picture, long length, int pictures) {
        double step = (double) length / pictures;
        return step > EVEN * picture ? picture : step;
    }

    /**
     * Times of decoding: as many pictures before those of presentation as the order of decoding makes necessary.
     *
     * @param pts in decode order, none left out
     * @param order as in {@link #presentation}
     * @param picture the length of one
     */
    public static long[] decoding(long[] pts, long[] order, long picture) {
        int[] shown = sorted(order);
        int delay = 0;
        for (int rank = 0; rank < shown.length; rank++) {
            delay = Math.max(delay, shown[rank] - rank);
        }
        long[] dts = new long[pts.length];
        for (int i = 0; i < dts.length; i++) {
            dts[i] = i < delay ? pts[shown[0]] - (delay - i) * picture : pts[shown[i - delay]];
        }
        return dts;
    }

    /**
     * The order of presentation by the timestamps alone.
     *
     * @param reach how far one may lie before another that is decoded earlier; a longer way back is a new beginning
     */
    public static long[] orderOf(long[] pts, long reach) {
        Integer[] places = new Integer[pts.length];
        int[] beginnings = new int[pts.length];
        long latest = NONE;
        int beginning = 0;
        for (int i = 0; i < pts.length; i++) {
            if (latest != NONE && pts[i] < latest - reach) {
                beginning++;
                latest = NONE;
            }
            latest = Math.max(latest, pts[i]);
            beginnings[i] = beginning;
            places[i] = i;
        }
        Arrays.sort(
                places,
                Comparator.<Integer>comparingInt(place -> beginnings[place]).thenComparingLong(place -> pts[place]));
        long[] order = new long[pts.length];
        for (int rank = 0; rank < places.length; rank++) {
            order[places[rank]] = rank;
        }
        return order;
    }

    /** The places in decode order, in the order of presentation. */
    private static int[] sorted(long[] order) {
        return IntStream.range(0, order.length)
                .boxed()
                .sorted(Comparator.comparingLong(place -> order[place]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
