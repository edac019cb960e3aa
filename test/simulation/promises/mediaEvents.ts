import type { IDataObject } from 'n8n-workflow';
import { noteOn, type PollOutcome } from '../n8n/polledWorkflow';
import type { Library, Media } from '../skyfish/library';
import {
	isNear,
	isOfFolders,
	isWatched,
	watchesOthers,
	type MediaSettings,
} from '../skyfish/watch';
import { promise } from './broken';

/** What the trigger remembers of an item: the version that it told of, or whether it told of it at all. */
interface Belief {
	/** The last version that it told; for the other events 1 once it has told of the item as it is. */
	told: number;
	/** Whether it may have come to know the item without a word, or may have forgotten it. */
	isUncertain: boolean;
}

/** What it remembers, as n8n saved it, too. */
interface Knowledge {
	settings: MediaSettings;
	account: string;
	/** When it took stock, in ms: what came later is news. `undefined` before its first look. */
	since: number | undefined;
	/** When the last look began that succeeded, in ms. */
	lookedAt: number;
	/** Whether other folders were chosen, and it has not looked at these yet. */
	seesOthers: boolean;
	beliefs: Map<Media, Belief>;
	/** What helps to understand a failure. */
	note: string;
}

/**
 * P1 for the Skyfish Trigger: what came after it took stock is told once (a media item, a version of it, each time
 * that its date comes near), as long as it is watched.
 */
export class MediaEvents {
	private now: Knowledge;

	private saved: Knowledge | undefined;

	private readonly library: Library;

	constructor(library: Library, settings: MediaSettings, account: string) {
		this.library = library;
		this.now = {
			settings,
			account,
			since: undefined,
			lookedAt: 0,
			seesOthers: false,
			beliefs: new Map(),
			note: '',
		};
	}

	get settings(): MediaSettings {
		return this.now.settings;
	}

	/** n8n starts again, or the workflow is saved, perhaps with other settings or another account. */
	reload(settings = this.now.settings, account = this.now.account): void {
		const { saved } = this;
		const isOwn = saved?.account === account && saved.settings.event === settings.event;
		this.now = {
			settings,
			account,
			since: isOwn ? saved.since : undefined,
			lookedAt: isOwn ? saved.lookedAt : 0,
			seesOthers: isOwn && watchesOthers(saved.settings, settings),
			beliefs: copyOf(isOwn ? saved.beliefs : new Map()),
			note: saved?.note ?? '',
		};
		if (!isOwn) return;
		const isOther = this.now.seesOthers;
		if (isOther) this.now.note += ' (other folders were chosen)';
		for (const media of this.library.media) {
			const views = [saved.settings, settings].map((one) => isWatched(one, media));
			// What only comes into view is no news, what leaves it may be forgotten.
			// And what the index does not show where it is may be either.
			const { indexedAt } = this.library;
			const isMoved = media.places.at(-1)!.at >= indexedAt || media.importedAt >= indexedAt;
			if (isOther && (isMoved || !(views[0] && views[1]))) this.doubt(media);
			const isOld = !isMoved && media.createdAt < saved.lookedAt - 1_000;
			if (isOther && settings.event === 'mediaEnteredFolder' && isOld && !views[0] && views[1])
				this.now.beliefs.set(media, { told: 1, isUncertain: false });
			this.watchLeaving(media);
		}
	}

	/** A poll begins. @returns what is to be called with its outcome */
	begin(): (outcome: PollOutcome) => void {
		const { now } = this;
		return (outcome) => {
			const { activity, error, events = [], isSaved, isChanged, startedAt } = outcome;
			// One that found another poll under way has looked at nothing.
			if (activity.requests === 0) return;
			const takesStock = now.since === undefined && error === undefined;
			if (takesStock) now.since = startedAt;
			if (error === undefined) Object.assign(now, { seesOthers: false, lookedAt: startedAt });
			for (const event of events) this.checkEvent(event, outcome, now);
			const { event, emitCurrent } = now.settings;
			if (takesStock && !(event === 'mediaExpiring' && emitCurrent)) {
				for (const media of this.library.media) this.doubt(media, now);
			}
			if (!isSaved || !isChanged) return;
			this.saved = { ...now, beliefs: copyOf(now.beliefs), note: noteOn(outcome) };
		};
	}

	/** Something changed, or time has passed: an item whose date is far away again may be told once more. */
	look(): void {
		for (const media of this.library.media) this.watchLeaving(media);
	}

	/** An item was put into other folders: for events that are not about folders, it came into view or left it. */
	placed(media: Media): void {
		if (!isOfFolders(this.now.settings) || this.now.seesOthers) this.doubt(media);
	}

	/** The index shows how things were before. */
	steppedBack(): void {
		if (this.now.seesOthers) for (const media of this.library.media) this.doubt(media);
	}

	/** What concerns an item cannot be known any more, e.g. since it could not be seen for a while. */
	doubt(media: Media, now = this.now): void {
		now.beliefs.set(media, { ...beliefIn(now, media), isUncertain: true });
	}

	/** All is quiet, and the trigger has looked twice. */
	checkQuiet(ms: number): void {
		const { now } = this;
		const { event } = now.settings;
		for (const media of this.library.media) {
			const belief = beliefIn(now, media);
			if (media.isDeleted || media.hidden) continue;
			if (event !== 'mediaLeftFolder' && !isWatched(now.settings, media)) {
				if (event === 'mediaEnteredFolder') now.beliefs.set(media, nothing);
				continue;
			}
			const version = media.versions.length;
			const due = {
				mediaAdded: () => media.addedAt > now.since! && belief.told === 0,
				mediaUpdated: () =>
					version > 1 && media.versions[version - 1] > now.since! && belief.told < version,
				mediaExpiring: () => belief.told === 0 && isToTell(now.settings, media, ms),
				mediaEnteredFolder: () => belief.told === 0 && isToTell(now.settings, media, ms),
				mediaLeftFolder: () => belief.told === 0 && isToTell(now.settings, media, ms),
			}[event]();
			promise(
				'P1',
				!due || belief.isUncertain,
				() =>
					`media item ${media.id} was never told (${event})${now.note}: ${JSON.stringify(media)}`,
			);
			const isKnown = isToTell(now.settings, media, ms);
			const told = event === 'mediaUpdated' ? Math.max(belief.told, version) : Number(isKnown);
			now.beliefs.set(media, { told, isUncertain: false });
		}
	}

	private checkEvent(
		event: IDataObject,
		{ startedAt, endedAt }: PollOutcome,
		now: Knowledge,
	): void {
		const what = JSON.stringify(event);
		const media = this.library.media.find(({ id }) => id === event.mediaId);
		if (!media) return promise('P1', false, () => `no such media item: ${what}`);
		const belief = beliefIn(now, media);
		const version = event.event === 'mediaUpdated' ? Number(event.version) : 1;
		promise(
			'P1',
			version > belief.told || belief.isUncertain,
			() => `told again${now.note}: ${what}`,
		);
		if (event.event === 'mediaUpdated') {
			const came = media.versions[version - 1] ?? Infinity;
			const went = media.versions[version] ?? Infinity;
			const wasSo = version > 1 && came <= endedAt && went >= startedAt;
			promise('P1', wasSo, () => `not its version then: ${what}`);
		}
		if (event.event === 'mediaExpiring') {
			const date = String(event.expiration_date);
			const isSo = [startedAt, endedAt].some((ms) => isNear(date, now.settings, ms));
			promise('P1', isSo, () => `its date is not near: ${what}`);
		}
		if (isOfFolders(now.settings)) {
			const wasHidden = media.hidden !== undefined || media.shownAt >= startedAt;
			const isSo = wasHidden || wasToTell(now.settings, media, startedAt, endedAt);
			promise('P1', isSo, () => `it was not there, or had not left${now.note}: ${what}`);
		}
		now.beliefs.set(media, { told: version, isUncertain: false });
		this.watchLeaving(media, now);
	}

	private watchLeaving(media: Media, now = this.now): void {
		if (isToTell(now.settings, media, Date.now())) return;
		if (beliefIn(now, media).told > 0) this.doubt(media, now);
	}
}

const nothing: Belief = { told: 0, isUncertain: false };

function beliefIn({ beliefs, settings }: Knowledge, media: Media): Belief {
	// Of an item that nobody knows there is no leaving to tell.
	const told = settings.event === 'mediaLeftFolder' ? 1 : 0;
	return beliefs.get(media) ?? { ...nothing, told };
}

/** Whether an item is as an event tells it, as long as it stays so. */
function isToTell(settings: MediaSettings, media: Media, ms: number): boolean {
	switch (settings.event) {
		case 'mediaExpiring':
			return isNear(media.expiration, settings, ms);
		case 'mediaEnteredFolder':
			return !media.isDeleted && isWatched(settings, media);
		case 'mediaLeftFolder':
			return media.isDeleted || !isWatched(settings, media);
		default:
			return true;
	}
}

/** Whether an item was in the watched folders, or out of them, at some moment of a poll. */
function wasToTell(settings: MediaSettings, media: Media, from: number, until: number): boolean {
	const isEntered = settings.event === 'mediaEnteredFolder';
	return media.places.some(({ at, folders }, place) => {
		const end = media.places[place + 1]?.at ?? Infinity;
		return at <= until && end >= from && isWatched(settings, media, folders) === isEntered;
	});
}

function copyOf(beliefs: Map<Media, Belief>): Map<Media, Belief> {
	return new Map([...beliefs].map(([media, belief]) => [media, { ...belief }]));
}
