package io.github.rokutrickplay.local.backfill;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;

/**
 * Has all films of a catalogue made, so many at a time, and beginning so many a second. What was made stays made: after an interruption
 * the same run goes through what is done by a handful of requests a film.
 */
public final class Backfill {

    private final FilmWork work;
    private final int concurrency;
    private final Duration pause;

    /**
     * @param concurrency how many films are made at a time
     * @param filmsASecond how many begin in a second at most
     */
    public Backfill(FilmWork work, int concurrency, double filmsASecond) {
        this.work = work;
        this.concurrency = concurrency;
        pause = Duration.ofNanos((long) (1e9 / filmsASecond));
    }

    /**
     * Returns when all is done.
     *
     * @param results hears of each film when it is done, from several threads
     * @throws InterruptedException when the thread is interrupted; films that were begun are not waited for
     */
    public void run(List<FoundFilm> films, BiConsumer<FoundFilm, FilmResult> results) throws InterruptedException {
        Semaphore free = new Semaphore(concurrency);
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
        try {
            long next = System.nanoTime();
            for (FoundFilm film : films) {
                free.acquire();
                long wait = next - System.nanoTime();
                if (wait > 0) {
                    Thread.sleep(Duration.ofNanos(wait));
                }
                next = Math.max(next, System.nanoTime()) + pause.toNanos();
                workers.execute(() -> {
                    try {
                        results.accept(film, work.run(film));
                    } finally {
                        free.release();
                    }
                });
            }
            free.acquire(concurrency);
        } finally {
            workers.shutdownNow();
        }
    }
}
