/** What a person reads. */
interface Told {
	message: string;
	description?: string | null;
}

const LONGEST_MESSAGE = 200;
const LONGEST_DESCRIPTION = 500;

/** What is not as it should be in a message for a person. */
export function unclear({ message, description }: Told, service: string): string[] {
	const text = `${message}\n${description ?? ''}`;
	const problems: string[] = [];
	const name = `"${message.slice(0, LONGEST_MESSAGE)}"`;
	if (message.trim() === '') problems.push('the message is empty');
	if (message.length > LONGEST_MESSAGE) problems.push(`${name} is too long`);
	if ((description ?? '').length > LONGEST_DESCRIPTION) problems.push(`${name} explains too much`);
	if (/undefined|\[object|NaN|\bnull\b/.test(text)) problems.push(`${name} says undefined`);
	if (/<\/?[a-z!]/i.test(text)) problems.push(`${name} holds HTML`);
	if (/[{}]|\[\[/.test(text)) problems.push(`${name} holds JSON`);
	if (/[\u0000-\u0009\u000b-\u001f\ufffd]/.test(text)) problems.push(`${name} holds garbage`);
	if (/=secret|session=|signature=/.test(text)) problems.push(`${name} tells a secret`);
	if (!text.includes(service)) problems.push(`${name} does not name ${service}`);
	return problems;
}
