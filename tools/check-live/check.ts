/** The check of one or both services, from the sign-in to the report. */
import { followJobs } from './brightRiver/follow.ts';
import { readBrightRiver, readJob } from './brightRiver/read.ts';
import { reviewBrightRiver } from './brightRiver/review.ts';
import { writeBrightRiver } from './brightRiver/write.ts';
import { Caller } from './caller.ts';
import { CheckError, Interrupted } from './checkError.ts';
import { reportOf } from './report.ts';
import type { Report } from './report.ts';
import { Session } from './session.ts';
import type { Pace } from './session.ts';
import { brightRiverShapes } from './shapes/brightRiver.ts';
import { skyfishShapes } from './shapes/skyfish.ts';
import { readSkyfish } from './skyfish/read.ts';
import { signIn } from './skyfish/signIn.ts';
import type { SkyfishSecrets } from './skyfish/signIn.ts';
import { writeSkyfish } from './skyfish/write.ts';

export type ServiceKey = 'bright-river' | 'skyfish';

/** What to check, and how. */
export interface CheckOptions {
	brightRiver?: { baseUrl: string; clientToken: string; sessionToken: string };
	skyfish?: SkyfishSecrets & { baseUrl: string };
	write: boolean;
	/** Jobs of the customer's: to follow, and the one to accept (with `write`). */
	follow: number[];
	review?: number;
	pace: Pace;
}

/** Runs the check; never rejects because of what a service does: that is in the report. */
export async function check(
	options: CheckOptions,
	say: (line: string) => void,
	stop: AbortSignal,
): Promise<Report> {
	const session = new Session(options.pace, say, stop);
	const services: ServiceKey[] = [];
	let followed: Record<string, string[]> = {};
	if (options.brightRiver) {
		services.push('bright-river');
		await guarded(session, 'bright-river', 'Bright River', async () => {
			followed = await checkBrightRiver(session, options);
		});
	}
	if (options.skyfish) {
		services.push('skyfish');
		await guarded(session, 'skyfish', 'Skyfish', async () => await checkSkyfish(session, options));
	}
	return reportOf(session, services, { write: options.write, followed });
}

/** Says what went wrong, and cleans up in any case. */
async function guarded(
	session: Session,
	key: ServiceKey,
	name: string,
	work: () => Promise<void>,
): Promise<void> {
	session.say(`${name}:`);
	try {
		session.goOn();
		await work();
	} catch (error) {
		if (error instanceof Interrupted) session.note(key, false, 'The check was stopped');
		else if (error instanceof CheckError) session.note(key, false, error.message);
		// What an answer made break says nothing that could stand in a report.
		else session.note(key, false, `An answer of ${name} is otherwise than this check can read`);
	} finally {
		await session.cleanUp(key);
	}
}

async function checkBrightRiver(
	session: Session,
	options: CheckOptions,
): Promise<Record<string, string[]>> {
	const { baseUrl, clientToken, sessionToken } = options.brightRiver!;
	const facts = {
		...{ name: 'Bright River', key: 'bright-river', baseUrl, shapes: brightRiverShapes },
		unauthorized:
			'Bright River did not accept the tokens. Check both; the session token may have expired.',
	};
	const headers = { 'X-Client-Token': clientToken, 'X-Session-Token': sessionToken };
	const caller = new Caller(session, facts, headers);
	await readBrightRiver(caller);
	if (options.write) await writeBrightRiver(caller);
	if (options.write && options.review !== undefined) {
		await readJob(caller, options.review);
		await reviewBrightRiver(caller, options.review);
	}
	return options.follow.length > 0 ? await followJobs(caller, options.follow) : {};
}

async function checkSkyfish(session: Session, options: CheckOptions): Promise<void> {
	const { baseUrl, ...secrets } = options.skyfish!;
	const facts = {
		...{ name: 'Skyfish', key: 'skyfish', baseUrl, shapes: skyfishShapes },
		unauthorized:
			'Skyfish did not accept the sign-in. Check user name, password, API key, API secret, and the clock of this machine (it may be 60 seconds wrong at most).',
	};
	const caller = new Caller(session, facts, {});
	const userId = await signIn(caller, secrets);
	await readSkyfish(caller, userId);
	if (options.write) await writeSkyfish(caller);
}
