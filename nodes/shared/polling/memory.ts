import { createHash } from 'node:crypto';
import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import type { Client } from '../client/client';

/**
 * Reads what a trigger remembers. What cannot be read, or belongs to another account, is as good as nothing:
 * the trigger takes stock again instead of standing still.
 *
 * @param read makes the memory of what n8n stored; throws if it cannot
 * @returns `undefined` if there is nothing that can be used
 */
export function recall<Memory extends { account: string }>(
	context: IPollFunctions,
	account: string,
	read: (stored: unknown) => Memory | undefined,
): Memory | undefined {
	const { name } = context.getNode();
	const { memory: stored } = context.getWorkflowStaticData('node');
	const memory = tryToRead(read, stored);
	if (stored !== undefined && memory === undefined) {
		context.logger.warn(
			`${name}: what this trigger remembers cannot be read. It starts from how things are now.`,
		);
	}
	// A memory from before accounts were told apart belongs to whatever account there is.
	if (!memory || memory.account === '' || memory.account === account) return memory;
	context.logger.info(
		`${name}: the credential belongs to another account now. The trigger starts from how things are there.`,
	);
	return undefined;
}

function tryToRead<Memory>(
	read: (stored: unknown) => Memory | undefined,
	stored: unknown,
): Memory | undefined {
	try {
		return read(stored);
	} catch {
		return undefined;
	}
}

/** Keeps what a trigger remembers. n8n writes it to its database when the poll emits, and only then. */
export function remember(context: IPollFunctions, memory: IDataObject): void {
	context.getWorkflowStaticData('node').memory = memory;
}

/** A short name for the account that a credential opens, from which nothing of the credential can be read. */
export async function accountOf(client: Client): Promise<string> {
	const credential = await client.credentials();
	const { accountField } = client.service;
	const { baseUrl } = await client.credentialRules();
	const account = `${baseUrl} ${String(credential[accountField] ?? '').trim()}`;
	return createHash('sha256').update(account).digest('hex').slice(0, 12);
}
