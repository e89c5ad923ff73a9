"""A Modbus TCP server of pymodbus 3.0 (Debian's python3-pymodbus) for the tests.

Prints the port it listens on, then obeys one JSON command a line of standard input and prints the command's number:
  {"registers": [[address, type, order of bytes, value], ...], "coils": [[address, 0 or 1], ...],
   "input_registers": as registers, "discrete_inputs": as coils}  all at once
  {"unit": 2, "answers": true}

Unit 1 has holding registers 0 to 5, 12 to 13 and 100 to 199, coils 0 to 9, and all input registers and discrete
inputs: anything else is answered with exception 2. A unit that it does not have is not answered at all.
"""

import asyncio
import json
import logging
import struct
import sys

from pymodbus.constants import Endian
from pymodbus.datastore import (
    ModbusSequentialDataBlock,
    ModbusServerContext,
    ModbusSlaveContext,
    ModbusSparseDataBlock,
)
from pymodbus.payload import BinaryPayloadBuilder
from pymodbus.server.async_io import ModbusTcpServer

# Exceptions are what the tests ask for.
logging.disable(logging.ERROR)

COIL = 1
DISCRETE_INPUT = 2
HOLDING_REGISTER = 3
INPUT_REGISTER = 4

# The byte of a register beside a value of eight bits.
OTHER_BYTE = 0x5A


def unit():
    return ModbusSlaveContext(
        hr=ModbusSparseDataBlock({0: [0] * 6, 12: [0] * 2, 100: [0] * 100}),
        co=ModbusSequentialDataBlock(0, [False] * 10),
        zero_mode=True,
    )


def bcd(value):
    """Decimal digits are those of the hexadecimal number with the same text."""
    return int(str(value), 16)


# For each type the calls of the builder that add its value.
ADD = {
    "int8-high": lambda to, value: (to.add_8bit_int(value), to.add_8bit_int(OTHER_BYTE)),
    "int8-low": lambda to, value: (to.add_8bit_int(OTHER_BYTE), to.add_8bit_int(value)),
    "uint8-high": lambda to, value: (to.add_8bit_uint(value), to.add_8bit_uint(OTHER_BYTE)),
    "uint8-low": lambda to, value: (to.add_8bit_uint(OTHER_BYTE), to.add_8bit_uint(value)),
    "int16": lambda to, value: to.add_16bit_int(value),
    "uint16": lambda to, value: to.add_16bit_uint(value),
    "int32": lambda to, value: to.add_32bit_int(value),
    "uint32": lambda to, value: to.add_32bit_uint(value),
    "int64": lambda to, value: to.add_64bit_int(value),
    "uint64": lambda to, value: to.add_64bit_uint(value),
    "float16": lambda to, value: to.add_16bit_float(value),
    "float32": lambda to, value: to.add_32bit_float(value),
    "float64": lambda to, value: to.add_64bit_float(value),
    "bcd16": lambda to, value: to.add_16bit_uint(bcd(value)),
    "bcd32": lambda to, value: to.add_32bit_uint(bcd(value)),
    "unix-seconds": lambda to, value: to.add_32bit_uint(value),
    "unix-milliseconds": lambda to, value: to.add_64bit_int(value),
    "text": lambda to, value: to.add_string(value),
}


def pack(kind, order, value):
    builder = BinaryPayloadBuilder(
        byteorder=Endian.Little if order in ("BADC", "DCBA") else Endian.Big,
        wordorder=Endian.Little if order in ("CDAB", "DCBA") else Endian.Big,
    )
    ADD[kind](builder, value)
    registers = builder.to_registers()
    if len(order) == 4:
        return registers
    # pymodbus knows the orders of four letters only.
    big_endian = struct.pack(">4H", *registers)
    return struct.unpack(">4H", bytes(big_endian[ord(letter) - ord("A")] for letter in order))


def obey(context, command):
    if "unit" in command:
        if command["answers"]:
            context[command["unit"]] = unit()
        else:
            del context[command["unit"]]
        return
    for name, table in (("registers", HOLDING_REGISTER), ("input_registers", INPUT_REGISTER)):
        for address, kind, order, value in command.get(name, []):
            context[1].setValues(table, address, list(pack(kind, order, value)))
    for name, table in (("coils", COIL), ("discrete_inputs", DISCRETE_INPUT)):
        for address, value in command.get(name, []):
            context[1].setValues(table, address, [bool(value)])


async def main():
    context = ModbusServerContext(slaves={1: unit()}, single=False)
    server = ModbusTcpServer(context, address=("127.0.0.1", 0), ignore_missing_slaves=True)
    serving = asyncio.ensure_future(server.serve_forever())
    await server.serving
    print(server.server.sockets[0].getsockname()[1], flush=True)
    commands = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(commands), sys.stdin
    )
    number = 0
    while line := await commands.readline():
        obey(context, json.loads(line))
        number += 1
        print(number, flush=True)
    serving.cancel()


asyncio.run(main())
