import { NodeApiError } from 'n8n-workflow';
import type { Client } from '../../shared/client/client';
import type { Explanation } from '../../shared/client/service';
import { getStatus, statusInWords } from './jobs';
import { statusGroups } from './statuses';

/** A call that a job takes only in some of its statuses. */
interface Moment {
	/** Of the call; none where its refusal can have another reason, which only the operation knows. */
	path?: RegExp;
	/** That it is not the moment for it. */
	message: string;
	/** When it is. */
	when: string;
}

/** All of them. The document gives such a refusal a bare 400, and names the statuses for `cancel` alone. */
export const moments = {
	upload: {
		message: 'The job takes no photos any more',
		when: `Photos can be uploaded while a job is in ${statusGroups.new}, before an offer is requested.`,
	},
	requestOffer: {
		path: /\/requestoffer$/,
		message: 'No offer can be requested for the job at the moment',
		when: `An offer is requested once, while the job is in ${statusGroups.new}. If it was requested before, wait for ${statusGroups.needsAcceptance}. Where several items or the rounds of a loop lead here, let this node run once: after the loop, or with "Execute Once" in its Settings tab.`,
	},
	acceptOffer: {
		path: /\/acceptoffer$/,
		message: 'The job has no offer to accept at the moment',
		when: `An offer can be accepted while the job is in ${statusGroups.needsAcceptance}.`,
	},
	cancel: {
		path: /\/cancel$/,
		message: 'The job can no longer be cancelled',
		when: 'Bright River allows a job to be cancelled only while it is new, waits for your acceptance or could not be paid.',
	},
	review: {
		path: /\/(accept|review|close)$|^\/reject$/,
		message: 'The results of the job cannot be reviewed at the moment',
		when: `They can be once the job is in ${statusGroups.readyToDownload}. If it is, check the files and images that you named.`,
	},
} as const satisfies Record<string, Moment>;

const all: Moment[] = Object.values(moments);

/** What a bare 400 to a call means; `undefined` for a call that does not depend on the status. */
export function explainMoment(path: string): Explanation | undefined {
	const moment = all.find((one) => one.path?.test(path));
	return moment && { message: moment.message, description: moment.when };
}

/**
 * Makes a call that a job takes only in some of its statuses. Where it is refused for that, the error says in which
 * status the job is, as far as Bright River tells it.
 */
export async function atItsMoment<T>(
	client: Client,
	jobId: number,
	call: () => Promise<T>,
): Promise<T> {
	return await call().catch(async (error: Error) => {
		const status = isWrongMoment(error) && (await getStatus(client, jobId).catch(() => undefined));
		if (!status) throw error;
		const where = `Job ${jobId} is in ${statusInWords({ status })}.`;
		throw Object.assign(error, { description: `${where} ${error.description ?? ''}` });
	});
}

function isWrongMoment(error: unknown): error is NodeApiError {
	if (!(error instanceof NodeApiError) || error.httpCode !== '400') return false;
	return all.some(({ message }) => message === error.message);
}
