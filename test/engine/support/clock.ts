/** What goes on by the real time. */
const others = [
	'setTimeout',
	'setInterval',
	'setImmediate',
	'clearTimeout',
	'clearInterval',
	'clearImmediate',
	'nextTick',
	'queueMicrotask',
	'hrtime',
	'performance',
] as const;

/** Gives `Date` a clock that stands still until `passHours`; all that is waited for goes on. */
export function stopClock(now = Date.now()): void {
	jest.useFakeTimers({ now, doNotFake: [...others] });
}

export function passHours(hours: number): void {
	jest.setSystemTime(Date.now() + hours * 3_600_000);
}

/** Lets the clock go on beside `passHours`: who waits for a time then sees it come. @returns what stops it */
export function runClock(): () => void {
	const timer = setInterval(() => jest.setSystemTime(Date.now() + 20), 20);
	return () => clearInterval(timer);
}

/** Gives the real time back. */
export function startClock(): void {
	jest.useRealTimers();
}
