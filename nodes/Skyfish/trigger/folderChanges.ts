import type { Asked } from '../../shared/polling/askEach';
import { countLook, LOOKS_TO_REPORT, type Looks } from '../../shared/polling/looks';

/** What the search says of one media item: that it is in the watched folders, or that it is not. */
export interface Doubtful {
	id: number;
	/** Whether the search shows it there, and it was not known to be. */
	seemsToEnter: boolean;
}

/** Who entered the watched folders and who left them, for certain. */
export interface FolderChanges {
	/** Media ID to the folders that the item is in; `undefined` where Skyfish does not say. */
	entered: Map<number, number[] | undefined>;
	left: Map<number, number[] | undefined>;
	/** For how many looks in a row Skyfish has not said where an item is, by ID. */
	absent: Looks;
}

/**
 * The next ones to ask about, so that each gets its turn however many there are.
 *
 * @param after the ID that was asked about last
 */
export function nextToAsk<Thing extends { id: number }>(
	doubtful: Thing[],
	after: number,
	most = Infinity,
): Thing[] {
	const sorted = [...doubtful].sort((one, other) => one.id - other.id);
	const first = sorted.findIndex(({ id }) => id > after);
	const turned = first < 0 ? sorted : [...sorted.slice(first), ...sorted.slice(0, first)];
	return turned.slice(0, most);
}

/**
 * What the answers of Skyfish say. The search can be behind, and pages shift while they are read: only where
 * Skyfish itself does not say where an item is, several looks of the search that agree must do.
 *
 * @param asked the folders of each item that was asked about
 * @param waiting the IDs whose turn comes at a later look
 * @param absent what was counted so far; it is not changed
 */
export function folderChanges(
	asked: Array<Asked<Doubtful, number[]>>,
	waiting: number[],
	absent: Looks,
	isWatched: (folderId: number) => boolean,
): FolderChanges {
	const denied = asked.filter(({ problem }) => problem === 'gone' || problem === 'forbidden');
	const counted = countLook(
		absent,
		denied.map(({ thing }) => String(thing.id)),
		waiting.map(String),
	);
	const isCertain = (id: number) => Number(counted.get(String(id))) >= LOOKS_TO_REPORT;
	const changes: FolderChanges = { entered: new Map(), left: new Map(), absent: counted };
	for (const { thing, answer, problem } of asked) {
		const { id, seemsToEnter } = thing;
		const isInside = answer?.some(isWatched);
		// What is deleted leaves; that it is there although it is gone, only an old index says.
		if (seemsToEnter && (isInside ?? (problem === 'forbidden' && isCertain(id)))) {
			changes.entered.set(id, answer);
		} else if (!seemsToEnter && (isInside === false || isCertain(id))) {
			changes.left.set(id, problem === 'gone' ? [] : answer);
		}
	}
	for (const id of [...changes.entered.keys(), ...changes.left.keys()]) counted.delete(String(id));
	return changes;
}
