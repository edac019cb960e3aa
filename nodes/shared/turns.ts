import type { IExecutePaginationFunctions } from 'n8n-workflow';
import { ConcurrencyLimit } from './concurrencyLimit';
import { credentialRules } from './credentialRules';
import type { Service } from './errors';
import { progressOf } from './files/progress';
import { requestOptionsOf } from './requestOptions';
import { cancelSignal, type Sender } from './sender';

/** What waits for its turn: JSON calls and files apart, so that a long file does not hold up the calls. */
type Kind = 'calls' | 'files';

/** One per kind and host, for the whole process. */
const limits = new Map<string, ConcurrencyLimit>();

/** Does one call to a service when it is its turn, see "Parallel Requests". */
export async function callTurn<T>(
	sender: Sender,
	service: Service,
	work: () => Promise<T>,
): Promise<T> {
	const { parallelRequests } = requestOptionsOf(sender);
	return await takeTurn('calls', parallelRequests, sender, service, work);
}

/**
 * Does all that belongs to one file when it is its turn, see "Parallel File Transfers": addresses that end
 * soon are to be asked for in here, not before.
 */
export async function fileTurn<T>(
	context: IExecutePaginationFunctions,
	service: Service,
	work: () => Promise<T>,
): Promise<T> {
	const { parallelFileTransfers } = requestOptionsOf(context);
	return await takeTurn('files', parallelFileTransfers, context, service, work).finally(() => {
		progressOf(context).itemDone(context.getItemIndex());
	});
}

async function takeTurn<T>(
	kind: Kind,
	limit: number,
	sender: Sender,
	service: Service,
	work: () => Promise<T>,
): Promise<T> {
	const key = `${kind} ${await hostOf(sender, service)}`;
	let turns = limits.get(key);
	if (!turns) {
		turns = new ConcurrencyLimit();
		limits.set(key, turns);
	}
	return await turns.run(limit, work, cancelSignal(sender));
}

/** The host in the credential's base URL. */
async function hostOf(sender: Sender, service: Service): Promise<string> {
	try {
		return new URL((await credentialRules(sender, service)).baseUrl).host;
	} catch {
		// A credential that is missing or wrong is told of where the request is signed.
		return service.credentialType;
	}
}
