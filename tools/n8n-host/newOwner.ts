import { randomBytes } from 'node:crypto';
import type { Owner } from './n8nRest.ts';

/** An owner with a password of its own each time: n8n insists on a digit and a capital in it. */
export function newOwner(): Owner {
	const password = `Demo-${randomBytes(5).toString('hex')}-1`;
	return { email: 'demo@example.com', firstName: 'Demo', lastName: 'Owner', password };
}
