import type { IDataObject } from 'n8n-workflow';
import { noteOn, type PollOutcome } from '../n8n/polledWorkflow';
import type { Library, Media } from '../skyfish/library';
import { isNear, isWatched, watchesOthers, type MediaSettings } from '../skyfish/watch';
import { promise } from './broken';

/** What the trigger remembers of an item: the version that it told of, or whether it told of it at all. */
interface Belief {
	/** The last version that it told; 1 for the other events. */
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
		this.now = { settings, account, since: undefined, beliefs: new Map(), note: '' };
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
			beliefs: copyOf(isOwn ? saved.beliefs : new Map()),
			note: saved?.note ?? '',
		};
		if (!isOwn) return;
		const isOther = watchesOthers(saved.settings, settings);
		if (isOther) this.now.note += ' (other folders were chosen)';
		for (const media of this.library.media) {
			const views = [saved.settings, settings].map((one) => isWatched(one, media));
			// What only comes into view is no news, what leaves it may be forgotten.
			if (isOther && !(views[0] && views[1])) this.doubt(media);
			if (settings.event === 'mediaExpiring') this.watchLeaving(media);
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
			if (media.isDeleted || media.hidden || !isWatched(now.settings, media)) continue;
			const version = media.versions.length;
			const due = {
				mediaAdded: () => media.addedAt > now.since! && belief.told === 0,
				mediaUpdated: () =>
					version > 1 && media.versions[version - 1] > now.since! && belief.told < version,
				mediaExpiring: () => isNear(media.expiration, now.settings, ms) && belief.told === 0,
			}[event]();
			promise(
				'P1',
				!due || belief.isUncertain,
				() =>
					`media item ${media.id} was never told (${event})${now.note}: ${JSON.stringify(media)}`,
			);
			const isKnown = event !== 'mediaExpiring' || isNear(media.expiration, now.settings, ms);
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
		now.beliefs.set(media, { told: version, isUncertain: false });
		this.watchLeaving(media, now);
	}

	private watchLeaving(media: Media, now = this.now): void {
		if (now.settings.event !== 'mediaExpiring') return;
		const isIn = isNear(media.expiration, now.settings, Date.now());
		if (!isIn && beliefIn(now, media).told > 0) this.doubt(media, now);
	}
}

function beliefIn({ beliefs }: Knowledge, media: Media): Belief {
	return beliefs.get(media) ?? { told: 0, isUncertain: false };
}

function copyOf(beliefs: Map<Media, Belief>): Map<Media, Belief> {
	return new Map([...beliefs].map(([media, belief]) => [media, { ...belief }]));
}
