/** Whether the fields of an upload form are those that were handed out, in their order. */
import { sameSecret } from '../domain/secrets.ts';
import { accessDenied, invalidArgument, S3Error } from './s3Errors.ts';

/** The fields of a form as they came: names and values, in order. */
export type Fields = [name: string, value: string][];

type Condition = Record<string, string> | [operator: string, field: string, value: string];

interface Policy {
	expiration: string;
	conditions: Condition[];
}

interface Check {
	/** The signature that a credential and a policy must come with. */
	sign: (credential: string, policy: string) => string;
	/** Milliseconds since 1970. */
	now: number;
}

/** The order in which the API hands the fields out. */
const order = [
	'success_action_redirect',
	'key',
	'X-Amz-Storage-Class',
	'X-Amz-Credential',
	'X-Amz-Algorithm',
	'X-Amz-Date',
	'Policy',
	'X-Amz-Signature',
];

/** Throws S3's answer to the first thing that is wrong; returns the values by their names. */
export function checkFields(fields: Fields, { sign, now }: Check): Map<string, string> {
	const values = new Map(fields);
	const { policy, credential, signature } = {
		policy: required(values, 'Policy'),
		credential: required(values, 'X-Amz-Credential'),
		signature: required(values, 'X-Amz-Signature'),
	};
	required(values, 'key');
	if (!sameSecret(sign(credential, policy), signature)) {
		const message = 'The request signature we calculated does not match the one you provided.';
		throw new S3Error(403, 'SignatureDoesNotMatch', message);
	}
	const { expiration, conditions } = parse(policy);
	if (Date.parse(expiration) <= now) throw accessDenied('Invalid according to Policy: expired.');
	const covered = new Set(['Policy', 'X-Amz-Signature']);
	for (const condition of conditions) {
		const [operator, name, value] = normalized(condition);
		covered.add(name);
		// The bucket is the place itself, not a field.
		if (name === 'bucket') continue;
		const given = values.get(name) ?? '';
		if (operator === 'eq' ? given === value : given.startsWith(value)) continue;
		const text = JSON.stringify([operator, `$${name}`, value]);
		throw accessDenied(`Invalid according to Policy: Policy Condition failed: ${text}`);
	}
	const extra = [...values.keys()].find((name) => !covered.has(name));
	if (extra !== undefined) {
		throw accessDenied(`Invalid according to Policy: Extra input fields: ${extra}`);
	}
	if (fields.length !== order.length || fields.some(([name], at) => name !== order[at])) {
		throw invalidArgument('All fields must be posted once, in the order they were received.');
	}
	return values;
}

function required(values: Map<string, string>, name: string): string {
	const value = values.get(name);
	if (!value) throw invalidArgument(`Bucket POST must contain a field named '${name}'.`);
	return value;
}

function parse(policy: string): Policy {
	return JSON.parse(Buffer.from(policy, 'base64').toString('utf8')) as Policy;
}

function normalized(condition: Condition): [operator: string, name: string, value: string] {
	if (Array.isArray(condition)) {
		const [operator, field, value] = condition;
		return [operator, field.replace(/^\$/, ''), value];
	}
	const [[name, value]] = Object.entries(condition);
	return ['eq', name, value];
}
