import { SimulatedHost } from '../host';
import type { MediaSetup, MediaStep } from '../schedules/mediaSteps';
import { SkyfishService } from './api';
import { Library, type Media } from './library';
import { WatchedMedia } from './triggers';
import { dayAfter } from './watch';

const ORIGIN = 'https://api.skyfish.example';

/** The index is never further behind, in ms: Media Updated looks back an hour, Media Added a day. Imports take as long again. */
const LONGEST_LAG_MS = 50 * 60_000;

/** What a service answers that cannot say anything of an item for a while. */
const FAILURE = 500;

const users = ['anna', 'bert'].map((username) => ({
	username: `${username}@example.com`,
	password: `password of ${username}`,
}));

/** Skyfish with two workflows that watch it. */
export class MediaWorld {
	readonly host = new SimulatedHost();

	readonly library = new Library(this.host.now);

	private readonly service = new SkyfishService(this.library, users);

	private readonly triggers: WatchedMedia[];

	constructor(setup: MediaSetup) {
		const { host, library } = this;
		for (const { username, password } of users) {
			host.credentials.set(username, {
				username,
				password,
				apiKey: `key of ${username}`,
				apiSecret: `secret of ${username}`,
				baseUrl: ORIGIN,
				token: '',
			});
		}
		host.wire.connect(ORIGIN, this.service.answer);
		host.clock.install(setup.seed);
		for (let number = 0; number < setup.media; number++) {
			library.add((number % 3) + 1, 0, 0, number % 2 === 0 ? dayAfter(host.now(), 20) : undefined);
		}
		library.refreshIndex();
		this.triggers = setup.settings.map(
			(settings, place) =>
				new WatchedMedia(host, library, `workflow ${place}`, settings, users[0].username, setup),
		);
	}

	/** @throws BrokenPromise */
	async do(step: MediaStep): Promise<void> {
		const { host, library } = this;
		await this.doStep(step);
		for (const trigger of this.triggers) trigger.look();
		if (host.now() - library.indexedAt > LONGEST_LAG_MS / 2) library.refreshIndex();
	}

	/** At the end all is quiet, and nothing is left behind. */
	async end(): Promise<void> {
		await this.quiet();
		const hidden = this.library.media.filter((media) => media.hidden !== undefined);
		for (const media of hidden) this.show(media);
		if (hidden.length > 0) await this.quiet();
		await this.host.checkLeftovers();
	}

	private async doStep(step: MediaStep): Promise<void> {
		const { host, library } = this;
		switch (step.kind) {
			case 'add':
				// Skyfish writes times in whole seconds: what comes in the second of a look is not told apart.
				await host.pass(1_000);
				if (library.media.length < 10) {
					library.add(
						step.folder,
						step.daysAhead,
						step.importMinutes * 60_000,
						this.dateIn(step.expiresIn),
					);
				}
				return;
			case 'change':
				return this.withMedia(step.media, (media) => media.versions.push(host.now()));
			case 'expire':
				return this.withMedia(step.media, (media) => {
					media.expiration = this.dateIn(step.in);
				});
			case 'place':
				// So that it is not told apart from a look in the same second.
				await host.pass(1_000);
				return this.withMedia(step.media, (media) => {
					library.place(media, step.folders);
					for (const trigger of this.triggers) trigger.placed(media);
				});
			case 'step back':
				library.stepBack(host.now() - LONGEST_LAG_MS / 2);
				for (const trigger of this.triggers) trigger.steppedBack();
				return;
			case 'delete':
				return this.withMedia(step.media, (media) => library.place(media, []));
			case 'hide':
				return this.withMedia(step.media, (media) => {
					media.hidden = step.status;
					this.doubtHidden(media);
				});
			case 'show':
				return this.withMedia(step.media, (media) => this.show(media));
			case 'refresh':
				return library.refreshIndex();
			case 'sign in again':
				return this.service.expireTokens();
			case 'pass':
				for (let left = step.minutes; left > 0; left -= 10) {
					await host.pass(Math.min(left, 10) * 60_000);
					if (host.now() - library.indexedAt > LONGEST_LAG_MS / 2) library.refreshIndex();
				}
				return;
			case 'poll': {
				const activity = this.triggers[step.workflow].poll(step.seed, step.faults);
				await host.pass(step.meanwhile, activity);
				return;
			}
			case 'edit':
			case 'account': {
				const trigger = this.triggers[step.workflow];
				const settings = step.kind === 'edit' ? step.settings : {};
				const account = step.kind === 'account' ? step.account : trigger.account;
				const activity = trigger.edit(settings, account, step.seed);
				await host.pass(step.kind === 'edit' ? step.meanwhile : 0, activity);
				return;
			}
			case 'restart':
				await host.end();
				for (const trigger of this.triggers) trigger.restart();
				return;
			case 'quiet':
				return await this.quiet();
		}
	}

	private async quiet(): Promise<void> {
		await this.host.letEnd();
		for (const media of this.library.media) if (media.hidden === FAILURE) this.show(media);
		for (const media of this.library.media) media.importedAt = this.host.now();
		this.library.refreshIndex();
		for (const trigger of this.triggers) await trigger.checkQuiet();
	}

	private dateIn(days: number | null): string | undefined {
		return days === null ? undefined : dayAfter(this.host.now(), days);
	}

	private withMedia(place: number, task: (media: Media) => void): void {
		const media = this.library.media.at(place);
		if (media) task(media);
	}

	private show(media: Media): void {
		this.doubtHidden(media);
		media.hidden = undefined;
		media.shownAt = this.host.now();
	}

	/** An item that the service denies may be forgotten; one that it only fails to give may not. */
	private doubtHidden(media: Media): void {
		if (media.hidden === undefined || media.hidden === FAILURE) return;
		for (const trigger of this.triggers) trigger.doubt(media);
	}
}
