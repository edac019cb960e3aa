/**
 * What must happen in a cell of the matrix. Written from what the package promises (README, "Retries"), not
 * from what it does.
 */
import type { FaultEffect } from '../../../sandbox/index';
import {
	isActedUpon,
	type Failing,
	type FaultKind,
	type Place,
	type WrongBody,
} from './faultKinds';
import type { Step } from './scriptedService';

/** What a step's answer is needed for. */
export type Due =
	/** Nothing is read from it: that it came tells that the thing is done. */
	| 'nothing'
	/** Whatever it is, if it is no page: it is given out, and the status alone tells that the thing is done. */
	| 'said'
	/** It is handed on, or something is read from it. */
	| 'object'
	| 'list'
	/** A list, or an object with a list in it: no document describes it. */
	| 'entries'
	/** A number, or an object: no document describes it. */
	| 'number'
	/** A file of which nothing is known but that it is no page and no JSON. */
	| 'file'
	/** A file whose size and checksum the service states. */
	| 'statedFile'
	/** A header: the body is not looked at, but a wrong answer does not have it. */
	| 'header';

export interface RowStep extends Step {
	due: Due;
	/** Whether sending it twice does the same as sending it once. */
	repeatable: boolean;
	/** It only tells whether a finished upload is as it was sent. */
	isOnlyCheck?: boolean;
	/** What it gives can be had elsewhere: the items are the same without it. */
	isSpare?: boolean;
	/** The same where the service itself denies it; where it fails otherwise, something could be missing. */
	isDispensable?: boolean;
	/** What is not there is passed by. */
	mayBeGone?: boolean;
	/** Fields of the items that only its answer gives; they are left out without it. */
	gives?: string[];
	/** A signed address that ends soon: where it is denied, another one is asked for, once. */
	isRenewed?: boolean;
	/** The one job or media item that a trigger asks about; without it, it asks for all of them. */
	concerns?: number;
	/** If the service does not show it for long, the operator is told so, once. */
	isMissed?: boolean;
	/** So many more requests go to the same address once it was answered. */
	more?: number;
	/** Something in the answer is read: an object that does not have it is wrong as well. */
	isRead?: boolean;
}

/** JSON that is not of the shape that is due. */
export function wrongShapes({ due, isRead = false }: RowStep): string[] {
	const objects = ['{}', '{"error": {"id": 1}}'];
	const noObjects = ['[]', 'null', '"text"', '[[1], null]'];
	const noLists = ['null', '42', '"text"', '[[1], null]', ...objects];
	switch (due) {
		case 'list':
		case 'entries':
			return noLists;
		case 'number':
			return noObjects;
		case 'object':
			return [...noObjects, '42', ...(isRead ? objects : [])];
		case 'nothing':
			return [...noObjects, '42', ...(isRead ? [] : objects)];
		case 'said':
			return [...noObjects, '42', ...objects];
		case 'file':
		case 'statedFile':
		case 'header':
			return objects;
	}
}

export type Outcome =
	/** Sent again, and in the end the same items as ever. */
	| 'recovered'
	/** The same items as ever though it was not sent again: what came does not matter. */
	| 'unaffected'
	/** One clear error, and nothing done twice. */
	| 'error'
	/** The item says that the upload could not be compared. */
	| 'unverified'
	/** Nobody can tell this file, or this answer, from a right one. */
	| 'taken'
	/** The item says that what was to be deleted is not there, and not who deleted it. */
	| 'gone'
	/** The event is told by a later poll; all others are told as ever. */
	| 'later';

export interface Expected {
	outcome: Outcome;
	/** How often the request must come; `undefined` where it cannot come at all. */
	attempts: number | undefined;
}

/** What strikes a request. */
export interface Struck {
	kind: FaultKind;
	/** `undefined` for a closed port. */
	effect: FaultEffect | undefined;
	/** Whether it hits every time; otherwise it goes after `kind.times`. */
	stays: boolean;
}

/** One try and four more. */
const MOST_ATTEMPTS = 5;

/** An API that does not answer in time twice will not do so the third time; a file is worth more tries. */
const MOST_TIMEOUTS = 2;

/** What becomes of an operation. */
export function expected(step: RowStep, struck: Struck, service: Place['service']): Expected {
	const is = struck.kind.is({ service, server: step.server });
	if (is === 'denied') return afterDenial(step, struck);
	if (is === 'refused' || is === 'doubtful') return afterFailure(step, struck, is);
	return { outcome: afterWrongBody(step, is, struck.effect), attempts: 1 };
}

/** What becomes of a poll: what concerns one job or media item is no failure of the poll, and is made up for. */
export function expectedOfPoll(step: RowStep, struck: Struck, service: Place['service']): Expected {
	const { outcome, attempts } = expected(step, struck, service);
	// Where nobody answers at all, it does not concern one of them.
	const isOfOne = step.concerns !== undefined && struck.effect !== undefined;
	return { outcome: outcome === 'error' && isOfOne ? 'later' : outcome, attempts };
}

/** It is not asked again: the answer would be the same. */
function afterDenial(step: RowStep, { kind, stays }: Struck): Expected {
	if (step.isDispensable) return { outcome: 'unaffected', attempts: 1 };
	if (step.mayBeGone && kind.short === '404') return { outcome: 'unaffected', attempts: 1 };
	if (!step.isRenewed || kind.short !== '403') return { outcome: withoutIt(step), attempts: 1 };
	return { outcome: stays ? 'error' : 'recovered', attempts: 2 };
}

/** Without the answer to a mere check all is well; without any other it is not. */
function withoutIt({ isOnlyCheck, isSpare }: RowStep): Outcome {
	if (isSpare) return 'unaffected';
	return isOnlyCheck ? 'unverified' : 'error';
}

/** Sent again where the service cannot have acted, or where acting twice does the same as once. */
function afterFailure(step: RowStep, { kind, effect, stays }: Struck, is: Failing): Expected {
	const isSentAgain = is === 'refused' || step.repeatable;
	const isClosed = effect === undefined;
	// An answer that broke off has told its status: that there is no such thing any more.
	if (step.method === 'DELETE' && effect?.kind === 'cut') return { outcome: 'gone', attempts: 2 };
	if (isSentAgain && !stays) {
		const isGone = step.method === 'DELETE' && isActedUpon(effect);
		return {
			outcome: isGone ? 'gone' : 'recovered',
			attempts: isClosed ? 1 : kind.times + 1,
		};
	}
	const isFile = step.server !== 'api' || step.due === 'file';
	const most = kind.isEndless && !isFile ? MOST_TIMEOUTS : MOST_ATTEMPTS;
	const attempts = isClosed ? 0 : isSentAgain ? most : 1;
	return { outcome: withoutIt(step), attempts };
}

/** An answer that came whole is not asked for again: it is right, or it is an error. */
function afterWrongBody(step: RowStep, is: WrongBody, effect: FaultEffect | undefined): Outcome {
	if (step.isOnlyCheck) return 'unverified';
	if (step.isSpare) return 'unaffected';
	if (step.due === 'said') return is === 'page' ? 'error' : 'taken';
	if (step.due === 'header') return 'error';
	if (step.due === 'file' && is === 'garbage') return 'taken';
	if (step.due === 'file' || step.due === 'statedFile') return 'error';
	if (step.due === 'nothing') {
		// A text is what a proxy answers; JSON of whatever shape comes from the service.
		const isString = effect?.kind === 'body' && effect.body === '"text"';
		const isText = is === 'otherShape' ? isString : is !== 'empty';
		return isText ? 'error' : 'unaffected';
	}
	return 'error';
}
