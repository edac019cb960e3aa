import type { JobFields } from '../brightRiver/job';
import type { Office } from '../brightRiver/office';
import type { Activity } from '../network/activity';
import { promise } from './broken';

type Field = keyof JobFields;

interface Update {
	activity: Activity;
	value: string;
	/** Its place among all beginnings and ends of updates. */
	began: number;
	ended?: number;
	/** Whether it says that it succeeded. */
	succeeded: boolean;
}

/** P6: what executions changed of a job is there at the end, whoever else changed other fields of it meanwhile. */
export class Updates {
	private readonly updates = new Map<string, Update[]>();

	/** Jobs of which an update arrived late. */
	private readonly overtaken = new Set<number>();

	private moments = 0;

	private readonly office: Office;

	constructor(office: Office) {
		this.office = office;
		office.arrived = (activity, { number }) => this.arrive(activity, number);
	}

	/**
	 * A request of an update arrives. One that nobody waits for any more, since its execution was canceled or gave
	 * up, can come after those that were allowed to go on: nothing is promised of what it replaces.
	 */
	private arrive(activity: Activity, job: number): void {
		const update = [...this.updates.values()].flat().find((one) => one.activity === activity);
		if (update?.ended !== undefined) this.overtaken.add(job);
	}

	begin(activity: Activity, job: number, field: Field, value: string): void {
		const key = `${job} ${field}`;
		const update = { activity, value, began: this.moments++, succeeded: false };
		this.updates.set(key, [...(this.updates.get(key) ?? []), update]);
	}

	end(activity: Activity, succeeded: boolean): void {
		const update = [...this.updates.values()].flat().find((one) => one.activity === activity)!;
		Object.assign(update, { succeeded, ended: this.moments++ });
	}

	/** Nothing is under way. @throws BrokenPromise */
	check(): void {
		for (const [key, updates] of this.updates) {
			const [number, field] = key.split(' ') as [string, Field];
			const job = this.office.jobs.find((one) => one.number === Number(number));
			if (!job || this.overtaken.has(job.number)) continue;
			const isReplaced = (one: Update) =>
				updates.some((other) => other.succeeded && other.began > (one.ended ?? Infinity));
			// One that failed may have happened all the same.
			const possible = updates.filter((one) => !isReplaced(one)).map(({ value }) => value);
			const value = job.fields[field];
			const isFirst = !updates.some(({ succeeded }) => succeeded) && !value?.startsWith('value');
			promise(
				'P6',
				isFirst || possible.includes(String(value)),
				() => `${field} of job ${number} is "${value}", not one of ${possible.join(', ')}`,
			);
		}
	}
}
