import type { Failure } from '../errors/failure';

/** What a person reads: what happened, and what to do about it. */
export interface Explanation {
	message: string;
	description: string;
}

/** What an explanation may mention. Never a full address: those of storage hosts hold secrets. */
export interface RequestFacts {
	/** Path without query, as sent, e.g. `/jobs/353413/files/koala.jpg`. */
	path: string;
	/** Whether sending it again cannot do anything twice, as of a read; if so, it was tried several times. */
	isRepeatable?: boolean;
}

/** A service that this package talks to, and how its errors are explained to a person. */
export interface Service {
	/** As its vendor writes it, e.g. `Bright River`. */
	name: string;
	/** `name` of its credential type, e.g. `brightRiverApi`. */
	credentialType: string;
	/** Whether the credential signs in with a password: a wrong one must not be tried again and again. */
	signsIn: boolean;
	/** Whether it states the size of a file that was uploaded; otherwise only a checksum tells whether it arrived. */
	statesSizes: boolean;
	/** The field of the credential that tells accounts apart. */
	accountField: string;
	/** Whether a failed answer is the service's own, and not that of a gateway in front of it. */
	isOwnFailure(failure: Failure): boolean;
	/** What is special to this service; `undefined` leaves it to the general explanation. */
	explain(failure: Failure, request: RequestFacts): Explanation | undefined;
}
