import { Skyfish } from '../../nodes/Skyfish/Skyfish.node';
import { declaredOperations } from '../engine/support/operationTable';
import { skyfishRows } from './support/skyfishRows';
import { describeMatrix } from './support/describeMatrix';

jest.mock('../../nodes/shared/client/wait', () => {
	const { wait } =
		jest.requireActual<typeof import('../../nodes/shared/client/wait')>('../../nodes/shared/wait');
	const { shortened } = jest.requireActual<typeof import('./support/waits')>('./support/waits');
	return { wait: shortened(wait) };
});

// The sign-in has no request options.
jest.mock('../../nodes/shared/client/timeLimit', () => ({ ANSWER_TIMEOUT_MS: 2_000 }));

describeMatrix('Skyfish', skyfishRows, declaredOperations(new Skyfish()));
