import { runOf, type Sender } from './sender';

/** The items of one run that are at the same kind of work. */
class Group {
	/** What the work gave, in the order in which it ended. */
	readonly all: unknown[] = [];

	private underWay = 0;

	private settle!: () => void;

	/** Once nobody is at it any more. */
	readonly settled = new Promise<void>((resolve) => (this.settle = resolve));

	join(): void {
		this.underWay++;
	}

	/** @returns whether it was the last one */
	leave(): boolean {
		this.underWay--;
		if (this.underWay === 0) this.settle();
		return this.underWay === 0;
	}
}

const groups = new WeakMap<object, Map<string, Group>>();

/**
 * Does an item's work, then waits until no item of the same run is at such work any more: what comes next
 * can be asked once for all of them. A failure is thrown at once, and stands in nobody's way.
 *
 * @param key tells which work belongs together, e.g. `uploads to job 353413`
 * @returns what this item's work gave, and what that of all that waited together gave, in the order in which
 * it ended: the same array for each of them
 */
export async function settleTogether<T>(
	sender: Sender,
	key: string,
	work: () => Promise<T>,
): Promise<{ mine: T; all: readonly T[] }> {
	const run = runOf(sender);
	const groupsOfRun = groups.get(run) ?? new Map<string, Group>();
	groups.set(run, groupsOfRun);
	const group = groupsOfRun.get(key) ?? new Group();
	groupsOfRun.set(key, group);
	group.join();
	let mine: T;
	try {
		mine = await work();
		group.all.push(mine);
	} finally {
		if (group.leave()) groupsOfRun.delete(key);
	}
	await group.settled;
	return { mine, all: group.all as T[] };
}
